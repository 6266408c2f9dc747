// Mock-ups d1 and d2.
import { useState } from 'react'
import { Button, IconButton } from '../ui/button.tsx'
import { Card, DuskPanel, Figures, Points } from '../ui/card.tsx'
import { Chip } from '../ui/chip.tsx'
import { FilterChips, Switch } from '../ui/choice.tsx'
import { Icon } from '../ui/icon.tsx'
import { MapStrip } from '../ui/map/area-map.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'
import { UrgencyChip } from '../ui/status.tsx'
import { TaskCard } from '../ui/task-card.tsx'
import { at, sampleMap } from './sample.ts'

const meta = (place: string, time: string, gain: string) =>
  [
    { icon: 'pin', text: place },
    { icon: 'hour', text: time },
    { icon: 'coin', text: gain },
  ] as const

export const TaskPages = ({ page }: { readonly page: string }) => (page === 'task2' ? <Detail /> : <Feed />)

const Feed = () => {
  const [free, setFree] = useState(true)
  const [chosen, setChosen] = useState(['can'])
  return (
    <PhonePage
      title="帮别人"
      tabs
      aside={
        <>
          <IconButton icon="map" label="在地图上看" />
          <IconButton icon="clock" label="我的服务记录" />
        </>
      }
    >
      <DuskPanel>
        <div className="lb-grow">
          <b>我现在有空</b>
          <small>今天到 18:00 · 6 号楼周围 1 公里</small>
        </div>
        <Switch label="我现在有空" on={free} onSwitch={setFree} />
      </DuskPanel>
      <FilterChips
        label="筛选"
        chosen={chosen}
        onChoose={(value) => setChosen([value])}
        options={[
          { value: 'can', title: '我会的' },
          { value: 'near', title: '离我近' },
          { value: 'today', title: '今天' },
          { value: 'company', title: '陪伴' },
        ]}
      />
      <TaskCard
        title="修厨房水龙头"
        chip={<UrgencyChip urgency="basic" />}
        invited={{ words: '先问了您和另外 2 位', replyBy: '14:22 前回复' }}
        meta={meta('3 号楼附近 180 米', '40 分钟', '+20 分')}
        why="您有水电工证，去过这家 2 次"
        actions={
          <>
            <Button>我来帮</Button>
            <Button kind="secondary">这次不行</Button>
          </>
        }
      />
      <TaskCard
        title="买药送药"
        href="/help/2"
        chip={<UrgencyChip urgency="ordinary" when="今天 17:00 前" />}
        meta={meta('5 号楼附近 320 米', '30 分钟', '+12 分')}
        why="顺路：您下午在 4 号楼有一单"
      />
      <TaskCard
        title="陪一位爷爷散步聊天"
        href="/help/3"
        chip={<Chip icon="refresh">每周三 15:00</Chip>}
        meta={meta('8 号楼附近 450 米', '60 分钟', '存时间')}
        why="他爱下象棋，您也会"
      />
    </PhonePage>
  )
}

const pins = [
  { id: 'near', at: at(300, 200), kind: 'near', icon: 'drop', label: '3 号楼附近' },
  { id: 'me', at: at(480, 205), kind: 'me', label: '您在这里', caption: '您在这里' },
] as const
const circles = [{ id: 'near', at: at(300, 196), metres: 55, kind: 'near' }] as const

const Detail = () => (
  <PhonePage
    title="这件事"
    back="/help"
    aside={<IconButton icon="speaker" label="读给我听" />}
    foot={
      <>
        <p>
          <Icon name="clock" size="sm" />
          请在 14:22 前回复，过时会再问别人
        </p>
        <Button kind="secondary" size="lg">
          这次不行
        </Button>
        <Button size="lg">我来帮</Button>
      </>
    }
  >
    <MapStrip framed map={sampleMap} pins={pins} circles={circles} label="地图：3 号楼附近，离您 180 米" />
    <div className="lb-row" data-tight="">
      <UrgencyChip urgency="basic" />
      <Chip icon="checkc" tone="success">
        上门免费
      </Chip>
    </div>
    <h2 className="lb-title">修厨房水龙头</h2>
    <p className="lb-soft">“一直滴水，关不紧。”</p>
    <Figures
      figures={[
        { value: '180 米', label: '走路 3 分钟' },
        { value: '40 分钟', label: '记 1 次志愿服务' },
        { value: '20 分', label: '办好后到账' },
      ]}
    />
    <Card>
      <Points
        points={[
          { icon: 'shield', title: '要求：水电工证', detail: '您的证书有效期到 2027 年 6 月' },
          { icon: 'wrench', title: '请带扳手、生料带', detail: '工具间（3 号楼底层）可借，扫码取' },
          { icon: 'hand', title: '进门前，请出示志愿者证并说口令', detail: '对方核对后再开门，这是对双方的保护' },
          { icon: 'lock', title: '接下后，您会看到门牌和电话', detail: '只用于这一次上门，办完 7 天后隐藏' },
        ]}
      />
    </Card>
  </PhonePage>
)
