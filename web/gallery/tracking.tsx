// Mock-ups c1 and c2.
import { useElder } from '../kit/preference.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { MapStrip } from '../ui/map/area-map.tsx'
import { MeetingCode, PersonCard } from '../ui/person.tsx'
import { Portrait } from '../ui/portrait.tsx'
import { StepBars } from '../ui/progress.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'
import { StatusChip } from '../ui/status.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { at, sampleMap } from './sample.ts'

const pins = [
  { id: 'home', at: at(300, 200), kind: 'home', label: '您家' },
  { id: 'li', at: at(430, 190), kind: 'walker', label: '李师傅在路上' },
] as const
const paths = [
  { id: 'way', kind: 'walk', points: [at(300, 200), at(380, 200), at(400, 190), at(500, 188), at(512, 240)] },
] as const

export const TrackingPages = () => (useElder() ? <Elder /> : <Usual />)

const Usual = () => (
  <PhonePage
    title="修厨房水龙头"
    back="/"
    aside={<Button kind="quiet">改时间、取消</Button>}
    top={<MapStrip map={sampleMap} pins={pins} paths={paths} label="地图：李师傅在 6 号楼附近，离您家 180 米" />}
  >
    <Card lifted>
      <StatusChip state="under_way" />
      <h2 className="lb-title">李师傅 15:30 左右到</h2>
      <p className="lb-sm lb-soft">还有 12 分钟 · 离您家 180 米</p>
      <hr className="lb-divider" style={{ margin: '0.75rem 0' }} />
      <PersonCard
        portrait={<Portrait seed="li" sex="male" age={40} cap />}
        name="李师傅"
        verified
        detail="水电工证 · 帮过 126 次 · 评分 4.9"
      />
      <div style={{ margin: '0.75rem 0' }}>
        <MeetingCode code="472" saying="见面口令，请他说给您听" />
      </div>
      <div className="lb-two">
        <ButtonLink icon="phone" href="tel:1">
          打电话
        </ButtonLink>
        <Button kind="secondary" icon="idcard">
          看志愿者证
        </Button>
      </div>
    </Card>
    <Card label="经过">
      <Timeline
        label="经过"
        steps={[
          { id: '1', state: 'done', title: '收到您的请求', at: '14:02', detail: '社区已登记，编号 1125-0386' },
          { id: '2', state: 'done', title: '安排好了', at: '14:05', detail: '找的是离您近、会修水管的人' },
          { id: '3', state: 'done', title: '李师傅接了', at: '14:11', detail: '他住 6 号楼，以前来过您家 2 次' },
          { id: '4', state: 'now', title: '正在路上', at: '15:18', detail: '大约 15:30 到，还有 12 分钟' },
          { id: '5', state: 'coming', title: '上门帮您' },
          { id: '6', state: 'coming', title: '请您确认、签字' },
        ]}
      />
    </Card>
  </PhonePage>
)

const Elder = () => (
  <PhonePage
    title="李师傅快到了"
    big
    back="/"
    foot={
      <>
        <ButtonLink size="lg" icon="phone" href="tel:1">
          打电话给他
        </ButtonLink>
        <Button size="lg" kind="secondary">
          不要了，或改时间
        </Button>
      </>
    }
  >
    <p>
      来修水龙头，<b>15:30</b> 左右到
    </p>
    <StepBars now={3} of={4} words="在路上" />
    <Card>
      <PersonCard
        portrait={<Portrait seed="li" sex="male" age={40} cap size={6} />}
        name="李师傅"
        detail="住 6 号楼，来过您家 2 次，社区核实过身份"
      />
    </Card>
    <MeetingCode code="472" saying="开门前，请他说出这三个数" />
  </PhonePage>
)
