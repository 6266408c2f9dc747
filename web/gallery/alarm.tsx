// The alarm that covers everything.
import { AlarmBanner } from '../ui/banner.tsx'
import { DeskPage } from '../ui/shell/desk-page.tsx'
import { DeskShell } from '../ui/shell/desk-shell.tsx'

const alarmAt = new Date(Date.now() - 102_000)

export const Alarm = () => (
  <DeskShell groups={[]} post="社区工作者">
    <AlarmBanner
      title="9 号楼 2 单元 301 · 黄爷爷 · 一键呼叫，屋内无应答"
      since={alarmAt}
      volume={0}
      onTake={() => undefined}
      onFalseAlarm={() => undefined}
    />
    <DeskPage title="派单台">{null}</DeskPage>
  </DeskShell>
)
