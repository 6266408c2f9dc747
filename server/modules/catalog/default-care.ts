// The shipped catalogue, 为老服务队, 银龄互助队 and 医疗健康队: meals, home, body, company and health.
import {
  adult,
  certificate,
  type DefaultService,
  draft,
  figure,
  line,
  sameSex,
  skills,
  tick,
  tidied,
  wayHome,
  yuan,
} from './default-draft.ts'

const elders = '为老服务队'
const silver = '银龄互助队'
const health = '医疗健康队'
const mood = tick('mood', '精神和平时一样', 'In usual spirits')
const handsClean = tick('hands', '洗手、戴手套', 'Hands washed, gloves on')

const body: readonly DefaultService[] = [
  draft('meal-delivery', '送饭上门', 'Meal delivery', {
    example: '中午能送一份饭来吗',
    icon: 'meal',
    team: elders,
    minutes: 30,
    urgency: 'basic',
    credit: 'priced',
    price: yuan(8, 18, '份', '一荤两素一汤，配送不另收', 'One meat, two vegetables, a soup; delivery included'),
    needs: [...skills('meal-delivery'), certificate('food-handler')],
    sheet: [
      tick('hot', '送到还是热的', 'Still hot on arrival'),
      tick('diet', '忌口对过', 'Diet checked'),
      tick('received', '亲手交到', 'Handed over in person'),
      mood,
    ],
  }),
  draft('housework', '打扫、洗衣、擦窗', 'Housework', {
    example: '想请人来打扫一下屋子',
    icon: 'broom',
    team: elders,
    minutes: 120,
    credit: 'priced',
    price: yuan(30, 60, '小时', '三楼以上不擦外窗', 'No outer windows above the third floor'),
    needs: skills('housework'),
    sheet: [
      tick('rooms', '房间扫过拖过', 'Rooms swept and mopped'),
      tick('kitchen', '厨房厕所擦过', 'Kitchen and bathroom wiped'),
      tick('laundry', '衣服洗好晾好', 'Laundry washed and hung'),
      tick('valuables', '贵重物品没有动', 'Valuables left alone'),
      tick('rubbish', '垃圾带下楼', 'Rubbish taken down'),
    ],
  }),
  draft('haircut-home', '上门理发', 'Haircut at home', {
    example: '老人下不了楼想理个发',
    icon: 'scissors',
    team: elders,
    minutes: 40,
    credit: 'timebank',
    effort: 'skilled',
    needs: [...skills('hairdressing'), certificate('hairdresser')],
    sheet: [
      tick('clean-tools', '工具消过毒', 'Tools disinfected'),
      tick('skin', '头皮没有伤口', 'No sores on the scalp'),
      tidied,
      mood,
    ],
  }),
  draft('bathing-assist', '帮老人洗澡', 'Bathing assistance', {
    example: '帮我老伴洗个澡',
    icon: 'drop',
    team: elders,
    minutes: 60,
    helpers: 2,
    credit: 'timebank',
    effort: 'heavy',
    sensitive: true,
    risk: 'care-safety',
    needs: [...skills('personal-care'), certificate('care-worker'), sameSex, adult],
    sheet: [
      figure('water', '水温（度）', 'Water temperature (°C)'),
      tick('room-warm', '浴室先暖好', 'Bathroom warmed first'),
      tick('non-slip', '防滑垫铺好、扶手能用', 'Non-slip mat down, rail firm'),
      tick('skin', '皮肤没有破、没有褥疮', 'Skin unbroken, no pressure sores'),
      tick('dry', '擦干穿好，坐稳才走', 'Dried, dressed and seated before leaving'),
      line('noticed', '有什么要告诉家里', 'What the family should know'),
    ],
  }),
  draft('long-term-care', '长期照料、替家人歇一歇', 'Long-term care and respite', {
    example: '我照顾不过来了想有人替一替',
    icon: 'heart',
    team: elders,
    minutes: 180,
    urgency: 'complex',
    credit: 'timebank',
    effort: 'heavy',
    sensitive: true,
    risk: 'care-safety',
    needs: [...skills('personal-care', 'case-work'), certificate('care-worker'), adult],
    sheet: [
      tick('handover', '和家里人当面交接', 'Handed over with the family'),
      tick('medicine', '按单子吃了药', 'Medicine taken as listed'),
      tick('turned', '翻身、换洗做了', 'Turned and washed'),
      tick('ate', '吃了、喝了水', 'Ate and drank'),
      line('noticed', '有什么变化', 'Changes noticed'),
    ],
  }),
  draft('clinic-escort', '陪看病', 'Clinic escort', {
    example: '明天陪我去医院看病',
    icon: 'walk',
    team: elders,
    minutes: 180,
    credit: 'timebank',
    needs: [...skills('escort'), adult],
    sheet: [
      tick('papers', '证件、医保卡、病历带齐', 'Papers, insurance card and records taken'),
      line('doctor-said', '医生交代了什么', "Doctor's instructions"),
      tick('medicine', '药和用法写清', 'Medicine and dose written down'),
      wayHome,
      tick('family-told', '告诉了家里人', 'Family told'),
    ],
  }),
]

const company: readonly DefaultService[] = [
  draft('companionship', '陪聊天、陪散步', 'Companionship', {
    example: '想找个人说说话',
    icon: 'chat',
    team: silver,
    minutes: 60,
    kind: 'development',
    credit: 'timebank',
    needs: skills('companionship'),
    sheet: [
      line('together', '一起做了什么', 'What you did together'),
      mood,
      tick('again', '还想再约', 'Would like another visit'),
      wayHome,
    ],
  }),
  draft('daily-visit', '每天看望、打电话问安', 'Daily visit or call', {
    example: '请每天来看看我妈',
    icon: 'eye',
    team: silver,
    minutes: 20,
    credit: 'timebank',
    needs: skills('home-visit'),
    sheet: [
      tick('seen', '见到或听到本人', 'Saw or heard the person'),
      tick('ate', '吃过饭', 'Has eaten'),
      tick('warm', '屋里冷暖合适', 'Room at a good temperature'),
      tick('gas-off', '煤气和电看过', 'Gas and current checked'),
      mood,
    ],
  }),
]

const clinic: readonly DefaultService[] = [
  draft('home-nursing-visit', '护士上门换药、打针', 'Home nursing visit', {
    example: '伤口要换药走不动',
    icon: 'plus',
    team: health,
    minutes: 45,
    credit: 'priced',
    effort: 'skilled',
    sensitive: true,
    price: yuan(60, 180, '次', '药品和耗材按医院价目', "Medicine and material at the hospital's list price"),
    needs: [...skills('nursing'), certificate('nurse'), adult],
    sheet: [
      tick('order', '有医嘱', "Doctor's order seen"),
      tick('identity', '姓名和药核对两遍', 'Name and medicine checked twice'),
      handsClean,
      tick('sharps', '针头收走', 'Sharps taken away'),
      line('wound', '伤口情况', 'State of the wound'),
      tick('reaction', '看了二十分钟没有不舒服', 'Watched for twenty minutes, no reaction'),
    ],
  }),
  draft('blood-pressure-check', '量血压、测血糖', 'Blood pressure and sugar check', {
    example: '请来家里给老人测血压',
    icon: 'pulse',
    team: health,
    minutes: 15,
    needs: skills('health-check'),
    sheet: [
      figure('systolic', '高压', 'Systolic'),
      figure('diastolic', '低压', 'Diastolic'),
      figure('sugar', '血糖（没测不填）', 'Blood sugar, if measured'),
      tick('rested', '坐着歇了五分钟再量', 'Measured after five minutes at rest'),
      tick('told', '数字告诉本人，非医疗诊断', 'Figures told, not a diagnosis'),
    ],
  }),
]

export const care: readonly DefaultService[] = [...body, ...company, ...clinic]
