// Mock-ups b1 to b4.
import * as z from 'zod/mini'
import { Button, PillLink } from '../ui/button.tsx'
import { Card, CardLink, Facts, Note, Section } from '../ui/card.tsx'
import { ChoiceList } from '../ui/choice.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Icon, IconBox } from '../ui/icon.tsx'
import { StepBars, StepWords } from '../ui/progress.tsx'
import { ServiceGrid } from '../ui/service-grid.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'
import { VoiceButton } from '../ui/voice-button.tsx'

const services = [
  ['修水管', '漏水、堵了', 'drop', 'lamp'],
  ['修电', '跳闸、灯不亮', 'bolt', 'lamp'],
  ['修家电', '电视、洗衣机', 'tv', 'lamp'],
  ['送餐', '午饭晚饭送到家', 'meal', 'primary'],
  ['买菜买药', '代买代取', 'basket', 'primary'],
  ['陪看病', '挂号、拿药', 'steth', 'info'],
  ['上门理发', '行动不便可约', 'scissors', 'info'],
  ['打扫', '擦窗、收拾', 'broom', 'neutral'],
  ['取快递', '送到门口', 'parcel', 'neutral'],
  ['说说话', '聊天、散步', 'chat', 'primary'],
] as const

const top = (now: number) => (
  <div className="lb-step-top">
    <StepBars now={now} of={3} />
  </div>
)

export const AskPages = ({ page }: { readonly page: string }) => {
  if (page === 'ask2') return <WhenWhere />
  if (page === 'ask3') return <Confirm />
  return page === 'ask4' ? <Heard /> : <Service />
}

const Service = () => (
  <PhonePage title="请人帮忙" back="/" aside={<StepWords now={1} of={3} />} top={top(1)}>
    <h2 className="lb-title">您需要什么帮助？</h2>
    <VoiceButton title="按一下，直接说" line="比如：“厨房水龙头一直滴水”" onRecorded={() => undefined} />
    <p className="lb-sm lb-soft">您上次请过</p>
    <div className="lb-row" data-tight="">
      <PillLink icon="drop" href="/ask">
        修水管 · 李师傅
      </PillLink>
      <PillLink icon="pill" href="/ask">
        每周三送药
      </PillLink>
    </div>
    <p className="lb-sm lb-soft">或者选一样</p>
    <ServiceGrid
      label="服务"
      services={services.map(([name, example, icon, tone]) => ({
        code: name,
        name,
        example,
        icon,
        tone,
        href: '/ask',
      }))}
    />
    <Button kind="secondary" wide>
      看全部 24 种服务
    </Button>
  </PhonePage>
)

const Body = z.object({ when: z.string(), words: z.optional(z.string().check(z.minLength(4))) })

const WhenWhere = () => (
  <PhonePage
    title="请人帮忙"
    back="/"
    aside={<StepWords now={2} of={3} />}
    top={top(2)}
    foot={
      <Button size="lg" type="submit" form="ask">
        下一步
      </Button>
    }
  >
    <Form
      id="ask"
      schema={Body}
      initial={{ when: 'soon', words: '厨房水龙头一直滴水，关不紧。' }}
      onSend={() => undefined}
    >
      <Note tone="primary" icon="drop" title="修水管" action={<Button kind="quiet">更换</Button>} />
      <ChoiceList
        name="when"
        legend="什么时候方便？"
        options={[
          { value: 'soon', title: '越快越好', help: '一般 30 分钟内有人联系您' },
          { value: 'today', title: '今天下午 14:00–17:00' },
          { value: 'tomorrow', title: '明天上午 9:00–12:00' },
          { value: 'other', title: '另选一天，或每周固定', icon: 'calendar' },
        ]}
      />
      <Section title="到哪里？">
        <Card snug>
          <div className="lb-row">
            <Icon name="home" />
            <div className="lb-grow">
              <p>我家</p>
              <p className="lb-sm lb-soft">新竹社区 3 号楼 2 单元 501</p>
            </div>
            <Button kind="quiet">修改</Button>
          </div>
        </Card>
      </Section>
      <TextArea
        name="words"
        label={<span className="lb-heading">还有什么要说的？</span>}
        optional
        rows={2}
        tools={
          <>
            <Button kind="quiet" icon="mic">
              说话
            </Button>
            <Button kind="quiet" icon="camera">
              拍照
            </Button>
          </>
        }
      />
    </Form>
  </PhonePage>
)

const change = <Button kind="quiet">修改</Button>
const Confirm = () => (
  <PhonePage
    title="请人帮忙"
    back="/"
    aside={<StepWords now={3} of={3} />}
    top={top(3)}
    foot={<Button size="lg">确认，请人来帮</Button>}
  >
    <h2 className="lb-title">请您核对一下</h2>
    <Card>
      <Facts
        facts={[
          { label: '要帮的', value: '修水管', detail: '厨房水龙头滴水，关不紧', action: change },
          { label: '时间', value: '越快越好', action: change },
          { label: '地点', value: '3 号楼 2 单元 501', action: change },
          { label: '电话', value: '138 **** 6021', action: change },
          { label: '照片', value: '1 张', action: change },
        ]}
      />
    </Card>
    <Note tone="success" icon="checkc" title="这次上门免费">
      您符合“高龄独居”免费规定。换零件按实价收，师傅会先报价，您同意了再换。
    </Note>
    <Note tone="info" icon="lock" title="您的门牌和电话，只有来帮您的人能看到">
      办完 7 天后，他也看不到了。
    </Note>
    <Note icon="shield">来的人会出示志愿者证，并说出见面口令。对不上，请不要开门。</Note>
  </PhonePage>
)

const Heard = () => (
  <PhonePage
    title="我听到您说："
    titleIn="page"
    back="/"
    foot={
      <>
        <Button size="lg" icon="check">
          是的，请人来
        </Button>
        <Button size="lg" kind="secondary" icon="mic">
          不对，我再说一次
        </Button>
        <Button kind="quiet">请社区打电话给我</Button>
      </>
    }
  >
    <p className="lb-heard">“厨房的水龙头一直滴水，关不住。”</p>
    <h2 className="lb-title">是要修水管吗？</h2>
    <CardLink
      href="/ask"
      picture={<IconBox name="drop" tone="lamp" size="lg" />}
      title="修水管"
      detail="到家来修，上门不收钱"
      end={<span />}
    />
  </PhonePage>
)
