// Mock-ups e1 to e3.
import { useState } from 'react'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card, DuskPanel, Facts, Points } from '../ui/card.tsx'
import { CheckBox } from '../ui/choice.tsx'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { PersonCard } from '../ui/person.tsx'
import { Portrait } from '../ui/portrait.tsx'
import { SheetSteps } from '../ui/progress.tsx'
import { QrCard } from '../ui/qr-card.tsx'
import { RatingFaces } from '../ui/rating.tsx'
import type { Face } from '../ui/rating.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'
import { SignaturePad } from '../ui/signature-pad.tsx'
import type { Stroke } from '../ui/signature-pad.tsx'

const steps = ['签到', '做事', '签字']
const number = <p className="lb-sm lb-soft">1125-0386</p>
const top = (now: number) => (
  <div className="lb-step-top" style={{ paddingBottom: 0 }}>
    <SheetSteps steps={steps} now={now} />
  </div>
)

const qr =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" shape-rendering="crispEdges"><path stroke="#000" d="M4 4.5h7m1 0h1m2 0h1m2 0h7M4 5.5h1m5 0h1m1 0h3m3 0h1m5 0h1M4 6.5h1m1 0h3m1 0h1m4 0h1m2 0h1m1 0h3m1 0h1M4 7.5h1m1 0h3m1 0h1m1 0h1m2 0h2m1 0h1m1 0h3m1 0h1M4 8.5h1m1 0h3m1 0h1m2 0h2m3 0h1m1 0h3m1 0h1M4 9.5h1m5 0h1m2 0h2m3 0h1m5 0h1M4 10.5h7m1 0h1m1 0h1m1 0h1m1 0h7M12 11.5h3M4 12.5h1m1 0h2m1 0h3m2 0h1m3 0h1m2 0h1m1 0h2M4 13.5h5m3 0h3m1 0h1m2 0h1m1 0h1M4 14.5h1m1 0h2m2 0h1m3 0h1m1 0h7m1 0h1M4 15.5h1m3 0h2m3 0h1m2 0h2m3 0h1m2 0h1M4 16.5h2m4 0h2m2 0h2m1 0h1m2 0h1m2 0h2M12 17.5h3m2 0h1m3 0h4M4 18.5h7m1 0h1m1 0h1m2 0h2m1 0h1m1 0h1M4 19.5h1m5 0h1m1 0h1m1 0h6m2 0h1M4 20.5h1m1 0h3m1 0h1m2 0h3m2 0h1m1 0h2m1 0h2M4 21.5h1m1 0h3m1 0h1m1 0h2m3 0h1m5 0h1M4 22.5h1m1 0h3m1 0h1m1 0h1m1 0h2m1 0h1m1 0h2m1 0h1M4 23.5h1m5 0h1m2 0h1m1 0h2m1 0h2m1 0h2M4 24.5h7m1 0h1m2 0h2m3 0h1m2 0h1"/></svg>'

export const SheetPages = ({ page }: { readonly page: string }) => {
  if (page === 'sheet2') return <Work />
  return page === 'sheet3' ? <Sign /> : <CheckIn />
}

const CheckIn = () => (
  <PhonePage title="上门服务单" back="/" aside={number} top={top(0)} foot={<Button size="lg">签到，开始服务</Button>}>
    <Banner tone="warn" icon="wifioff">
      <b>现在没有网络</b>，可以照常签到。已存在手机里，有网后自动上传。
    </Banner>
    <Card>
      <PersonCard
        portrait={<Portrait seed="li" sex="male" age={40} cap />}
        name={<span className="lb-heading">李师傅</span>}
        verified
        detail="技能类志愿者 · 编号 XZ-00218"
      />
      <hr className="lb-divider" style={{ margin: '0.75rem 0' }} />
      <QrCard svg={qr} label="志愿者证二维码" title="请居民扫一扫，核对身份" secondsLeft={30} code="472" />
    </Card>
    <Card>
      <Points
        points={[
          {
            icon: 'pin',
            title: '在 3 号楼，位置对得上',
            detail: '精确到 25 米以内',
            end: (
              <Chip icon="check" tone="success">
                已确认
              </Chip>
            ),
          },
          {
            icon: 'clock',
            title: '到达时间 15:28',
            detail: '约定 15:30',
            end: (
              <Chip icon="check" tone="success">
                准时
              </Chip>
            ),
          },
        ]}
      />
    </Card>
  </PhonePage>
)

const Work = () => (
  <PhonePage
    title="上门服务单"
    back="/"
    aside={number}
    top={top(1)}
    foot={<Button size="lg">做好了，请居民签字</Button>}
  >
    <DuskPanel>
      <Icon name="clock" />
      <div className="lb-grow">
        <small>15:28 签到，已做</small>
        <b className="lb-title">34 分钟</b>
      </div>
      <Button kind="glass" icon="phone">
        联系居民
      </Button>
    </DuskPanel>
    <Card>
      <h2 className="lb-heading">做了什么</h2>
      <CheckBox name="work[]" value="a" label="检查漏水的地方" initial />
      <CheckBox name="work[]" value="b" label="换水龙头阀芯" initial />
      <CheckBox name="work[]" value="c" label="试水 5 分钟，不漏" />
    </Card>
  </PhonePage>
)

const Sign = () => {
  const [face, setFace] = useState<Face>(5)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([
    [
      [200, 200, 0],
      [400, 180, 20],
      [500, 300, 40],
    ],
    [
      [300, 120, 60],
      [320, 380, 80],
    ],
  ])
  return (
    <PhonePage title="上门服务单" back="/" aside={number} top={top(2)} foot={<Button size="lg">签好了，交单</Button>}>
      <Card>
        <h2 className="lb-heading">王阿姨，请您看一看</h2>
        <Facts
          plain
          facts={[
            { label: '做了', value: '换水龙头阀芯，试水不漏' },
            { label: '谁来做的', value: '李师傅，15:28–16:04' },
          ]}
        />
      </Card>
      <Card>
        <RatingFaces legend="您满意吗？" value={face} onChoose={setFace} />
      </Card>
      <Card>
        <SignaturePad title="请在框里签个名" strokes={strokes} onChange={setStrokes} onOtherWay={() => undefined} />
      </Card>
    </PhonePage>
  )
}
