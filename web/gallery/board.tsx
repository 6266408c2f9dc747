// Mock-up h1, as far as shell and map go.
import { DeskShell, NavCount } from '../ui/shell/desk-shell.tsx'
import { CountTabs, DeskPage, Panel } from '../ui/shell/desk-page.tsx'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { AreaMap, LegendItem } from '../ui/map/area-map.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { at, gridIds, sampleMap } from './sample.ts'

const nav = [
  {
    title: '值守',
    items: [
      { href: '/gallery.html', icon: 'target', label: '派单台', badge: <NavCount count={12} /> },
      { href: '/d/2', icon: 'headset', label: '话务台', badge: <NavCount count={2} urgent /> },
      { href: '/d/3', icon: 'sos', label: '报警', badge: <NavCount count={1} urgent /> },
    ],
  },
  {
    title: '办事',
    items: [
      { href: '/d/4', icon: 'list', label: '请求' },
      { href: '/d/5', icon: 'calendar', label: '预约与周期' },
      { href: '/d/6', icon: 'refresh', label: '回访与整改' },
    ],
  },
  {
    title: '人',
    items: [
      { href: '/d/7', icon: 'home', label: '居民与家庭' },
      { href: '/d/8', icon: 'users', label: '志愿者' },
      { href: '/d/9', icon: 'flag', label: '队伍与岗位' },
      { href: '/d/10', icon: 'building', label: '加盟单位' },
    ],
  },
  {
    title: '数据',
    items: [
      { href: '/d/11', icon: 'dash', label: '看板' },
      { href: '/d/12', icon: 'file', label: '报表' },
    ],
  },
] as const
const pins = [
  { id: '1', at: at(60, 230), kind: 'alarm', label: '一键呼叫' },
  { id: '2', at: at(560, 105), kind: 'due', icon: 'meal', label: '午饭没送到' },
  { id: '3', at: at(200, 470), kind: 'today', icon: 'scissors', label: '上门理发' },
  { id: '8', at: at(884, 221), kind: 'due', icon: 'meal', label: '送餐' },
  { id: '4', at: at(203, 64), kind: 'chosen', icon: 'drop', label: '厨房水龙头滴水' },
  { id: '5', at: at(65, 282), kind: 'candidate', number: 1, label: '李师傅' },
  { id: '6', at: at(389, 273), kind: 'candidate', number: 2, label: '小陆' },
  { id: '9', at: at(203, 119), kind: 'candidate', number: 3, label: '周工' },
  { id: '7', at: at(635, 114), kind: 'free', label: '有空的人' },
] as const
const circles = [{ id: 'r', at: at(203, 64), metres: 150, kind: 'reach' }] as const
const paths = [
  { id: 'a', kind: 'candidate', points: [at(203, 64), at(65, 282)] },
  { id: 'b', kind: 'candidate', points: [at(203, 64), at(389, 273)] },
] as const
const labels = Object.fromEntries(
  gridIds.map((id, index) => [id, { figure: index === 3 ? '5 缺人' : String(index % 3), warn: index === 3 }]),
)

export const Board = () => (
  <DeskShell
    groups={nav}
    post="话务长 · 早班"
    onSearch={() => undefined}
    areaSwitch={
      <div className="lb-area-switch">
        <Menu
          label="当前区域"
          button={
            <>
              <Icon name="pin" size="sm" />
              新竹社区
              <Icon name="down" size="xs" />
            </>
          }
        >
          <button type="button">金城社区</button>
        </Menu>
      </div>
    }
    status={
      <>
        <Button kind="danger" size="sm" icon="sos">
          1 条报警
        </Button>
        <Chip icon="headset" tone="success">
          热线 3 人在线
        </Chip>
      </>
    }
  >
    <DeskPage
      title="派单台"
      fill
      beside={
        <CountTabs
          label="按状态看"
          chosen="open"
          onChoose={() => undefined}
          tabs={[
            { value: 'open', title: '待派', count: 12 },
            { value: 'asked', title: '等人接', count: 8 },
            { value: 'on', title: '服务中', count: 15 },
            { value: 'late', title: '快超时', count: 3, icon: 'warn', alarm: true },
          ]}
        />
      }
      actions={
        <>
          <Button kind="secondary" icon="trend">
            推演
          </Button>
          <Button icon="plus">新建请求</Button>
        </>
      }
    >
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: '21.5rem minmax(0, 1fr)',
          gap: '0.875rem',
          flex: 1,
          minHeight: 0,
        }}
      >
        <Panel
          label="请求"
          title="按截止时间"
          head={
            <Button kind="quiet" size="sm" icon="filter">
              筛选
            </Button>
          }
          scroll
        >
          <div className="lb-panel-body">…</div>
        </Panel>
        <Panel label="地图">
          <AreaMap
            map={sampleMap}
            label="新竹社区地图：8 个网格"
            pins={pins}
            labels={labels}
            circles={circles}
            paths={paths}
            list="elsewhere"
            legend={
              <>
                <LegendItem kind="alarm">报警</LegendItem>
                <LegendItem kind="due">快到时间</LegendItem>
                <LegendItem kind="today">今天内</LegendItem>
                <LegendItem kind="chosen">正在看</LegendItem>
                <LegendItem kind="free">有空的人</LegendItem>
              </>
            }
          />
        </Panel>
      </div>
    </DeskPage>
  </DeskShell>
)
