// Parts of the desk: table with drawer, finder, period.
import { useState } from 'react'
import { AlarmBanner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/card.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/desk/data-table.tsx'
import { Finder } from '../ui/desk/finder.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { PeriodPicker } from '../ui/period.tsx'
import { DeskPage, Panel } from '../ui/shell/desk-page.tsx'
import { DeskShell } from '../ui/shell/desk-shell.tsx'

const names = ['陈小雨', '黄建国', '韦秀兰', '梁志强', '覃美玲', '莫大海', '李永福', '陆婷']
const rows = Array.from({ length: 16 }, (_, index) => ({
  id: String(index),
  name: names[index % names.length]!,
  hours: (index * 37) % 412,
  state: index % 3,
}))

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

export const DeskParts = () => {
  const [open, setOpen] = useState<string>()
  const [period, setPeriod] = useState({ from: '2026-09-01', to: '2026-11-25' })
  const [order, setOrder] = useState<'ascend' | 'descend' | undefined>('descend')
  const [chosen, setChosen] = useState<readonly string[]>(['2'])
  return (
    <DeskShell
      groups={[{ title: '人', items: [{ href: '/gallery.html', icon: 'users', label: '志愿者' }] }]}
      onSearch={() => undefined}
      post="社区工作者"
    >
      <DeskPage
        title="志愿者"
        crumbs={[{ href: '/desk', label: '人' }]}
        beside={<PeriodPicker value={period} onChoose={setPeriod} />}
        actions={<Button icon="plus">登记一位</Button>}
      >
        <div style={{ maxWidth: '20rem' }}>
          <Finder
            label="找人"
            placeholder="找人"
            onChoose={() => undefined}
            find={(words) => ({
              queryKey: ['find', words],
              queryFn: async () =>
                names
                  .filter((name) => name.includes(words))
                  .map((name) => ({ value: name, title: name, detail: '3 号楼' })),
            })}
          />
        </div>
        <Panel label="志愿者">
          <DataTable
            label="志愿者"
            rows={rows}
            rowKey={({ id }) => id}
            openKey={open}
            onOpen={({ id }) => setOpen(id)}
            chosen={{ keys: chosen, onChoose: setChosen }}
            more={{ hasMore: true, busy: false, onMore: () => undefined }}
            total={1283}
            columns={[
              { key: 'name', title: '姓名', show: ({ name }) => <b>{name}</b> },
              { key: 'number', title: '编号', show: ({ id }) => `XZ-${id.padStart(5, '0')}` },
              {
                key: 'state',
                title: '状态',
                show: ({ state }) =>
                  state === 0 ? (
                    <Chip icon="clock" tone="warn">
                      待审核
                    </Chip>
                  ) : (
                    <Chip icon="check" tone="success">
                      在册
                    </Chip>
                  ),
              },
              {
                key: 'hours',
                title: '小时',
                number: true,
                show: ({ hours }) => hours.toFixed(1),
                sort: { now: order, onSort: setOrder },
              },
              {
                key: 'act',
                title: <span className="lb-sr">能做的</span>,
                show: () => (
                  <Button kind="quiet" size="sm">
                    看记录
                  </Button>
                ),
              },
            ]}
          />
        </Panel>
        <Drawer
          open={open !== undefined}
          onClose={() => setOpen(undefined)}
          title={names[Number(open ?? 0) % names.length]}
          actions={<Button>通过</Button>}
        >
          <Facts
            facts={[
              { label: '编号', value: 'XZ-00218' },
              { label: '电话', value: '138 **** 6021', action: <Button kind="quiet">看号码</Button> },
            ]}
          />
        </Drawer>
      </DeskPage>
    </DeskShell>
  )
}
