// Everything that no mock-up page shows.
import { useState } from 'react'
import * as z from 'zod/mini'
import { Refused } from '../kit/refused.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, ButtonLink, IconButton, Pill } from '../ui/button.tsx'
import { Card, Section } from '../ui/card.tsx'
import { ChoiceList, CheckBox, Switch } from '../ui/choice.tsx'
import { Dialog, Sheet } from '../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { AreaMap } from '../ui/map/area-map.tsx'
import { Portrait } from '../ui/portrait.tsx'
import { ShareBar } from '../ui/progress.tsx'
import { Stars } from '../ui/rating.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { MarkChip, StatusChip, UrgencyChip } from '../ui/status.tsx'
import type { RequestState } from '../ui/status.tsx'
import { toast } from '../ui/toast.tsx'
import { at, gridIds, sampleMap } from './sample.ts'

const states: readonly RequestState[] = [
  'reported',
  'dispatching',
  'assigned',
  'under_way',
  'done',
  'confirmed',
  'answered',
  'in_meeting',
  'reopened',
  'unmet',
  'declined',
  'duplicate',
  'cancelled',
]
const kinds = ['main', 'lamp', 'secondary', 'quiet', 'danger', 'danger-line', 'soft'] as const
const Body = z.object({
  name: z.string().check(z.minLength(1)),
  phone: z.string().check(z.regex(/^1\d{10}$/)),
  area: z.optional(z.string()),
  agreed: z.literal(true),
})
const pins = [
  { id: '1', at: at(60, 230), kind: 'alarm', label: '一键呼叫' },
  { id: '2', at: at(560, 105), kind: 'due', icon: 'meal', label: '午饭没送到' },
  { id: '3', at: at(200, 470), kind: 'today', icon: 'scissors', label: '上门理发' },
  { id: '4', at: at(203, 64), kind: 'chosen', icon: 'drop', label: '厨房水龙头滴水' },
  { id: '5', at: at(65, 282), kind: 'candidate', number: 1, label: '李师傅' },
  { id: '6', at: at(389, 273), kind: 'candidate', number: 2, label: '小陆' },
  { id: '7', at: at(635, 114), kind: 'free', label: '有空的人' },
] as const
const labels = Object.fromEntries(gridIds.map((id, index) => [id, { figure: String(index), warn: index === 3 }]))

const FormParts = () => (
  <>
    <Section title="填写">
      <Form schema={Body} onSend={() => undefined}>
        <TextField name="name" label="邻居怎么称呼您" hint="比如：王阿姨、李师傅" autoComplete="nickname" />
        <TextField
          name="phone"
          label="手机号"
          inputMode="tel"
          autoComplete="tel"
          after={<Button kind="secondary">收验证码</Button>}
        />
        <Select name="area" label="哪一栋" optional>
          <option value="">请选</option>
          <option value="3">3 号楼</option>
        </Select>
        <TextArea name="words" label="还有什么要说的" optional />
        <ChoiceList
          name="skills"
          many
          legend="您会什么"
          options={[
            { value: 'a', title: '修水管', help: '要有水电工证' },
            { value: 'b', title: '陪聊天' },
          ]}
          initial={['b']}
        />
        <CheckBox name="agreed" framed label="我看过了，同意" help="您可以随时收回" />
        <Button type="submit" size="lg">
          下一步
        </Button>
      </Form>
    </Section>
    <Section title="地图">
      <Card flush>
        <AreaMap
          map={sampleMap}
          label="新竹社区地图"
          pins={pins}
          labels={labels}
          circles={[{ id: 'r', at: at(203, 64), metres: 120, kind: 'reach' }]}
          paths={[{ id: 'p', kind: 'candidate', points: [at(203, 64), at(65, 282)] }]}
          onSelect={() => undefined}
        />
      </Card>
    </Section>
  </>
)

export const Parts = () => {
  const [open, setOpen] = useState<'dialog' | 'sheet'>()
  const [on, setOn] = useState(false)
  return (
    <PhonePage title="部件" back="/">
      <Section title="按钮">
        <div className="lb-row">
          {kinds.map((kind) => (
            <Button key={kind} kind={kind}>
              我来帮
            </Button>
          ))}
        </div>
        <div className="lb-row">
          <Button busy>我来帮</Button>
          <Button size="sm" kind="secondary" icon="phone">
            打电话
          </Button>
          <ButtonLink href="/" kind="quiet">
            更多
          </ButtonLink>
          <IconButton icon="x" label="关闭" />
          <Pill icon="aa">长辈版</Pill>
          <Switch label="我现在有空" on={on} onSwitch={setOn} />
        </div>
      </Section>
      <Section title="状态">
        <div className="lb-row" data-tight="">
          {states.map((state) => (
            <StatusChip key={state} state={state} />
          ))}
        </div>
        <div className="lb-row" data-tight="">
          {states.map((state) => (
            <StatusChip key={state} state={state} staff />
          ))}
          <MarkChip mark="late" staff />
          <MarkChip mark="handed_over" />
        </div>
        <div className="lb-row" data-tight="">
          <UrgencyChip urgency="life" />
          <UrgencyChip urgency="basic" />
          <UrgencyChip urgency="ordinary" when="今天 17:00 前" />
          <UrgencyChip urgency="ordinary" />
          <UrgencyChip urgency="complex" />
          <UrgencyChip urgency="advice" />
        </div>
      </Section>
      <FormParts />
      <Section title="面孔">
        <div className="lb-row">
          {Array.from({ length: 14 }, (_, index) => (
            <Portrait key={index} seed={`p${index}`} size={3} />
          ))}
          <Portrait seed="x" cap size={3} />
        </div>
      </Section>
      <Section title="别的">
        <Stars average={4.9} count={126} />
        <ShareBar share={0.7} label="七成" />
        <Banner tone="info" icon="refresh" action={<Button kind="quiet">现在换</Button>}>
          有新版本
        </Banner>
      </Section>
      <Card>
        <EmptyState action={<Button>请人帮忙</Button>}>现在没有要办的事。要帮忙就说一声。</EmptyState>
      </Card>
      <ErrorState
        error={new Refused(409, { code: 'offer.taken', title: '已经有人接了，谢谢您', requestId: 'req-7f2c' })}
        onRetry={() => undefined}
      />
      <Skeleton count={2} />
      <div className="lb-row">
        <Button kind="secondary" onClick={() => setOpen('dialog')}>
          问一问
        </Button>
        <Button kind="secondary" onClick={() => setOpen('sheet')}>
          选一选
        </Button>
        <Button kind="secondary" onClick={() => toast('已经取消了', () => undefined)}>
          说一声
        </Button>
      </div>
      <Dialog
        open={open === 'dialog'}
        onClose={() => setOpen(undefined)}
        title="取消这次请求吗"
        actions={
          <>
            <Button kind="danger">取消这次请求</Button>
            <Button kind="secondary" onClick={() => setOpen(undefined)}>
              留着
            </Button>
          </>
        }
      >
        <p>李师傅已经接了，取消后他会收到消息。</p>
      </Dialog>
      <Sheet open={open === 'sheet'} onClose={() => setOpen(undefined)} title="为什么这次不行">
        <ChoiceList
          name="why"
          hideLegend
          legend="为什么"
          options={[
            { value: 'a', title: '现在没空' },
            { value: 'b', title: '太远了' },
          ]}
        />
      </Sheet>
    </PhonePage>
  )
}
