// The shipped catalogue, 帮困就业队, 法律心理队, 代际互助队 and 青少年服务队: hardship, worries, learning and children.
import {
  adult,
  certificate,
  type DefaultService,
  draft,
  explained,
  line,
  skills,
  tick,
  wayHome,
} from './default-draft.ts'

const hardship = '帮困就业队'
const counsel = '法律心理队'
const generations = '代际互助队'
const youth = '青少年服务队'
const kept = tick('kept-secret', '内容不外传，本人知道', 'Confidential, and the person knows it')
const guardian = tick('guardian', '监护人当面交接', 'Handed over by the guardian in person')

const poverty: readonly DefaultService[] = [
  draft('goods-lending', '借轮椅、拐杖、工具', 'Lending of aids and tools', {
    example: '想借个轮椅用几天',
    icon: 'swap',
    team: hardship,
    minutes: 20,
    needs: skills('lending'),
    sheet: [
      line('item', '借的什么、编号', 'What was lent, its number'),
      tick('sound', '看过没有坏', 'Checked, it is sound'),
      line('back-on', '哪天还', 'To be returned on'),
      explained,
    ],
  }),
  draft('benefit-application', '帮助申请低保和补贴', 'Help applying for benefits', {
    example: '想申请低保表不会填',
    icon: 'file',
    team: hardship,
    minutes: 45,
    sensitive: true,
    needs: [...skills('benefits'), adult],
    sheet: [
      line('benefit', '申请哪一项', 'Which benefit'),
      tick('complete', '材料齐了', 'Papers complete'),
      tick('read-out', '表上内容念给本人听过', 'The form was read out'),
      tick('originals-back', '证件原件当面还清', 'Original papers handed back'),
      line('answer-by', '什么时候有答复', 'Answer expected by'),
    ],
  }),
  draft('job-information', '找工作、学手艺', 'Job information', {
    example: '附近有没有适合我的活',
    icon: 'target',
    team: hardship,
    minutes: 20,
    kind: 'development',
    urgency: 'advice',
    needs: skills('employment'),
    sheet: [
      line('wanted', '想做什么、会什么', 'What is wanted and known'),
      line('offered', '给了哪几条', 'Openings given'),
      tick('genuine', '核实过不收押金', 'Checked: no deposit asked'),
    ],
  }),
  draft('hardship-aid', '困难救助、送米油衣被', 'Hardship aid in kind', {
    example: '家里没有过冬的被子',
    icon: 'gift',
    team: hardship,
    minutes: 40,
    urgency: 'basic',
    sensitive: true,
    needs: [...skills('case-work'), adult],
    sheet: [
      line('goods', '送了什么、多少', 'What and how much'),
      tick('signed-for', '本人签收', 'Signed for by the person'),
      tick('no-photo', '没有拍人脸', 'No face was photographed'),
      line('more', '还缺什么', 'What is still missing'),
    ],
  }),
]

const worries: readonly DefaultService[] = [
  draft('counselling', '心理疏导', 'Counselling', {
    example: '心里闷得慌想找人开导',
    icon: 'heart',
    team: counsel,
    minutes: 60,
    kind: 'development',
    effort: 'skilled',
    sensitive: true,
    needs: [...skills('counselling'), certificate('counsellor'), adult],
    sheet: [
      kept,
      tick('risk-asked', '问过有没有伤害自己的念头', 'Asked about thoughts of self-harm'),
      tick('next', '约好下一次', 'Next appointment made'),
    ],
  }),
  draft('crisis-support', '想不开时的紧急关心', 'Crisis support', {
    example: '他说活着没意思了',
    icon: 'sos',
    team: counsel,
    minutes: 60,
    kind: 'emergency',
    urgency: 'life',
    helpers: 2,
    effort: 'skilled',
    sensitive: true,
    needs: [...skills('crisis-support', 'counselling'), certificate('counsellor'), adult],
    sheet: [
      tick('not-alone', '一直有人陪着', 'Never left alone'),
      tick('means-away', '危险物品收走', 'Dangerous things taken away'),
      tick('family-told', '家里人知道了', 'Family told'),
      tick('handed-on', '交给医生或心理老师', 'Handed on to a doctor or counsellor'),
      line('next-look', '谁、什么时候再来看', 'Who looks in again, and when'),
    ],
  }),
  draft('mediation', '调解邻里、家庭纠纷', 'Mediation', {
    example: '楼上太吵说了不听',
    icon: 'users',
    team: counsel,
    minutes: 90,
    kind: 'development',
    urgency: 'complex',
    helpers: 2,
    effort: 'skilled',
    sensitive: true,
    needs: [...skills('mediation'), certificate('mediator'), adult],
    sheet: [
      tick('both-heard', '两边都听过', 'Both sides heard'),
      line('agreed', '说好了什么', 'What was agreed'),
      tick('written', '写下来两边签字', 'Written down and signed by both'),
      line('look-again', '什么时候再看', 'To be looked at again on'),
    ],
  }),
  draft('legal-advice', '法律咨询', 'Legal advice', {
    example: '合同纠纷想问问律师',
    icon: 'scale',
    team: counsel,
    minutes: 30,
    kind: 'development',
    urgency: 'advice',
    effort: 'skilled',
    sensitive: true,
    needs: [...skills('law'), certificate('lawyer'), adult],
    sheet: [
      kept,
      line('advice', '给了什么意见', 'Advice given'),
      tick('deadlines', '时效和期限讲清', 'Time limits explained'),
      tick('legal-aid', '讲过怎么申请法律援助', 'Legal aid explained'),
    ],
  }),
]

const learning: readonly DefaultService[] = [
  draft('book-lending', '借书、送书上门', 'Book lending', {
    example: '想借本大字的书',
    icon: 'book',
    team: generations,
    minutes: 20,
    kind: 'development',
    needs: skills('library'),
    sheet: [
      line('books', '借了哪几本', 'Which books'),
      line('back-on', '哪天还', 'To be returned on'),
      tick('next-wish', '问过下次想看什么', 'Asked what to bring next'),
    ],
  }),
  draft('phone-lesson', '教用手机', 'Phone lesson', {
    example: '不会用微信打视频',
    icon: 'phone',
    team: generations,
    minutes: 45,
    kind: 'development',
    credit: 'timebank',
    needs: skills('phone-teaching'),
    sheet: [
      line('taught', '教了什么', 'What was taught'),
      tick('did-alone', '本人自己做了一遍', 'The learner did it alone once'),
      tick('fraud', '讲过怎么防骗', 'Fraud explained'),
      tick('no-password', '没有看密码', 'No password was seen'),
      tick('written', '步骤写在纸上', 'Steps left on paper'),
    ],
  }),
  draft('pet-plant-care', '照看宠物、浇花', 'Pet and plant care', {
    example: '住院几天猫没人喂',
    icon: 'leaf',
    team: generations,
    minutes: 30,
    kind: 'development',
    credit: 'timebank',
    needs: skills('pet-care'),
    sheet: [
      tick('fed', '喂了、换了水', 'Fed, fresh water'),
      tick('watered', '花浇了', 'Plants watered'),
      tick('locked', '走时锁好门', 'Door locked on leaving'),
      tick('photo', '发了照片给主人', 'Picture sent to the owner'),
    ],
  }),
]

const children: readonly DefaultService[] = [
  draft('homework-tutoring', '辅导作业', 'Homework tutoring', {
    example: '孩子数学跟不上想有人教',
    icon: 'pen',
    team: youth,
    minutes: 60,
    kind: 'development',
    effort: 'skilled',
    sensitive: true,
    needs: [...skills('tutoring'), certificate('child-safe'), adult],
    sheet: [
      line('subject', '哪一科、讲了什么', 'Subject and topic'),
      tick('door-open', '门开着或家里有大人', 'Door open or a grown-up at home'),
      tick('homework', '作业自己做完', 'Homework done by the child'),
      line('parents', '要告诉家长的', 'For the parents'),
    ],
  }),
  draft('child-minding', '临时看孩子', 'Child minding', {
    example: '下午帮我看两个小时孩子',
    icon: 'users',
    team: youth,
    minutes: 120,
    credit: 'timebank',
    sensitive: true,
    needs: [...skills('child-minding'), certificate('child-safe'), adult],
    sheet: [
      guardian,
      tick('allergy', '问过过敏和忌口', 'Allergies and diet asked'),
      tick('fed', '吃了、喝了水', 'Ate and drank'),
      tick('unhurt', '没有磕碰', 'No bumps or falls'),
      tick('returned', '当面交还监护人', 'Returned to the guardian in person'),
    ],
  }),
  draft('school-pickup', '接送孩子上下学', 'School pick-up', {
    example: '今天没人接孩子放学',
    icon: 'walk',
    team: youth,
    minutes: 40,
    credit: 'timebank',
    sensitive: true,
    needs: [...skills('child-minding', 'escort'), certificate('child-safe'), adult],
    sheet: [
      tick('authorised', '学校认得来接的人', 'School knew who came'),
      tick('hand-held', '过马路牵着手', 'Held hands across the road'),
      wayHome,
      tick('returned', '当面交给家里大人', 'Handed to a grown-up at home'),
    ],
  }),
]

export const support: readonly DefaultService[] = [...poverty, ...worries, ...learning, ...children]
