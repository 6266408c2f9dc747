// Mock-ups a1 and a2.
import { useElder } from '../kit/preference.ts'
import { ButtonLink, IconLink } from '../ui/button.tsx'
import { Card, CardLink } from '../ui/card.tsx'
import { BigAsk, Hero } from '../ui/hero.tsx'
import { Icon } from '../ui/icon.tsx'
import { PersonCard } from '../ui/person.tsx'
import { Portrait } from '../ui/portrait.tsx'
import { StageBars } from '../ui/progress.tsx'
import { ServiceGrid } from '../ui/service-grid.tsx'
import { HomeHeader } from '../ui/shell/home-header.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'

const services = [
  ['1', '修水管', 'drop', 'lamp'],
  ['2', '修电', 'bolt', 'lamp'],
  ['3', '送餐', 'meal', 'primary'],
  ['4', '买菜买药', 'basket', 'primary'],
  ['5', '陪看病', 'steth', 'info'],
  ['6', '上门理发', 'scissors', 'info'],
  ['7', '取快递', 'parcel', 'neutral'],
  ['8', '全部服务', 'grid', 'neutral'],
] as const

export const HomePages = () => (useElder() ? <ElderHome /> : <Home />)

const worker = <Portrait seed="li" sex="male" age={40} cap size={3} />

const Home = () => (
  <PhonePage
    title="王阿姨，下午好"
    titleIn="page"
    header={<HomeHeader place="新竹社区" onChoosePlace={() => undefined} noticesHref="/notices" />}
    tabs
  >
    <Hero title="要帮忙，说一声就行" line="今天社区里已经亮起 46 盏灯：46 件事有人帮" seed="xinzhu">
      <ButtonLink kind="lamp" size="lg" icon="help" href="/ask">
        请人帮忙
      </ButtonLink>
      <ButtonLink kind="glass" size="lg" icon="phone" href="tel:0771">
        打热线
      </ButtonLink>
    </Hero>
    <Card label="正在办的事">
      <div className="lb-stack" data-tight="">
        <PersonCard
          portrait={worker}
          name={<span className="lb-heading">李师傅正在路上</span>}
          detail={
            <>
              修厨房水龙头 · 大约 <b>15:30</b> 到
            </>
          }
          end={<IconLink kind="soft" icon="phone" label="打电话给李师傅" href="tel:1" />}
        />
        <StageBars stages={['收到了', '有人接', '在路上', '办好了']} now={2} />
      </div>
    </Card>
    <Card label="常用服务" snug>
      <ServiceGrid
        label="常用服务"
        look="tiles"
        services={services.map(([code, name, icon, tone]) => ({
          code,
          name,
          icon,
          tone,
          href: `/ask?service=${code}`,
        }))}
      />
    </Card>
    <CardLink href="/help" icon="heart" tone="lamp" title="附近有 3 件您帮得上的事" detail="陪聊天、教手机、照看花草" />
  </PhonePage>
)

const ElderHome = () => (
  <PhonePage
    title="王阿姨，您好"
    titleIn="page"
    home
    foot={
      <>
        <button type="button" className="lb-sos">
          <Icon name="sos" size="lg" />
          紧急呼叫
        </button>
        <p>按下后还会问您一次，不怕按错</p>
      </>
    }
  >
    <BigAsk href="/ask" icon="help" title="请人帮忙" line="按这里，跟我们说您要什么" seed="xinzhu" />
    <CardLink
      href="/requests/1"
      live
      picture={<Portrait seed="li" sex="male" age={40} cap size={3.5} />}
      title="李师傅快到了"
      detail="来修水龙头，15:30 到"
    />
    <CardLink href="tel:0771" icon="phone" title="打电话给社区" detail="白天晚上都有人接" end={<span />} />
  </PhonePage>
)
