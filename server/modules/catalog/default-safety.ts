// The shipped catalogue, 平安巡逻队 and 环境卫生队: hazards, alarms, searches, watch and clean ground.
import {
  adult,
  certificate,
  type DefaultService,
  draft,
  explained,
  figure,
  line,
  skills,
  tested,
  tick,
  tidied,
  yuan,
} from './default-draft.ts'

const patrol = '平安巡逻队'
const clean = '环境卫生队'

const watch: readonly DefaultService[] = [
  draft('fire-hazard', '报告消防隐患', 'Fire hazard report', {
    example: '有人在楼道给电动车充电',
    icon: 'warn',
    team: patrol,
    minutes: 40,
    needs: skills('fire-safety'),
    sheet: [
      line('hazard', '哪里、什么隐患', 'Hazard and place'),
      tick('removed', '当场排除', 'Removed on the spot'),
      tick('talked', '和当事人讲过', 'Talked with those concerned'),
      tick('passed-on', '报给物业或消防', 'Passed on to the property company or fire brigade'),
      line('look-again', '什么时候复查', 'To be looked at again on'),
    ],
  }),
  draft('gas-safety', '查煤气、换软管、送气罐', 'Gas safety check', {
    example: '厨房有煤气味',
    icon: 'sos',
    team: patrol,
    minutes: 30,
    kind: 'emergency',
    urgency: 'life',
    effort: 'skilled',
    risk: 'work-safety',
    needs: [...skills('gas-safety'), certificate('gas-fitter'), adult],
    sheet: [
      tick('aired', '先开窗、关阀、不动电', 'Aired, valve closed, no switch touched'),
      tick('soap-test', '接口用皂水试过不漏', 'Joints tested with soap water'),
      line('hose', '软管换了没有、哪年的', 'Hose replaced, year of make'),
      tick('alarm', '报警器试过', 'Alarm tested'),
      explained,
    ],
  }),
  draft('tenant-registration', '租房登记、居住证', 'Tenant registration', {
    example: '刚搬来租房要登记',
    icon: 'door',
    team: patrol,
    minutes: 20,
    kind: 'development',
    needs: skills('registration'),
    sheet: [
      tick('registered', '登记好了', 'Registered'),
      tick('rules', '小区的规矩和电话讲过', 'House rules and numbers explained'),
      line('ready-on', '居住证什么时候拿', 'Residence permit ready on'),
    ],
  }),
  draft('device-install', '装呼叫铃、手环、烟感', 'Care device installation', {
    example: '想给老人装个呼叫铃',
    icon: 'bell',
    team: patrol,
    minutes: 45,
    effort: 'skilled',
    needs: skills('device-install'),
    sheet: [
      line('device', '装了什么、编号', 'Device and number'),
      tick('alarm-tried', '按过一次，值班收到', 'Pressed once, received on duty'),
      tick('within-reach', '床边、厕所够得着', 'Within reach of bed and bathroom'),
      figure('battery', '电量（%）', 'Battery (%)'),
      explained,
    ],
  }),
  draft('house-watching', '出门时帮看家', 'House watching', {
    example: '出远门请帮看一下家',
    icon: 'home',
    team: patrol,
    minutes: 15,
    kind: 'development',
    needs: skills('patrol'),
    sheet: [
      tick('door', '门窗关好', 'Door and windows shut'),
      tick('no-water', '没有漏水', 'No leak'),
      tick('post', '门口信件收好', 'Post taken in'),
      line('noticed', '有什么不对', 'Anything unusual'),
    ],
  }),
]

const alarm: readonly DefaultService[] = [
  draft('missing-search', '找走失的老人、孩子', 'Search for a missing person', {
    example: '老人出门没回来',
    icon: 'sos',
    team: patrol,
    minutes: 120,
    kind: 'emergency',
    urgency: 'life',
    helpers: 2,
    needs: [...skills('search', 'patrol'), adult],
    sheet: [
      tick('police', '已报 110', '110 called'),
      line('areas', '找过哪些地方', 'Places searched'),
      line('found', '在哪里找到、几点', 'Found where and when'),
      tick('unhurt', '人没有受伤', 'Not hurt'),
      tick('returned', '交给家里人', 'Returned to the family'),
    ],
  }),
  draft('emergency-check', '有危险马上上门看', 'Emergency check', {
    example: '老人摔倒了起不来',
    icon: 'sos',
    team: patrol,
    minutes: 20,
    kind: 'emergency',
    urgency: 'life',
    helpers: 2,
    effort: 'skilled',
    risk: 'emergency-drill',
    needs: [...skills('first-aid', 'emergency-response'), certificate('first-aid'), adult],
    sheet: [
      line('found', '到时是什么情况', 'What was found'),
      tick('called', '叫了 120 / 119 / 110', '120 / 119 / 110 called'),
      tick('first-aid', '做了急救', 'First aid given'),
      tick('stayed', '陪到专业的人来', 'Stayed until professionals came'),
      tick('family-told', '告诉了家里人', 'Family told'),
    ],
  }),
]

const ground: readonly DefaultService[] = [
  draft('snow-clearing', '扫雪除冰', 'Snow clearing', {
    example: '楼门口结冰了没人扫',
    icon: 'shoe',
    team: clean,
    minutes: 45,
    helpers: 2,
    effort: 'heavy',
    risk: 'work-safety',
    needs: [...skills('snow-clearing'), adult],
    sheet: [
      line('place', '扫了哪里', 'Where'),
      tick('steps', '台阶和坡道见地面', 'Steps and ramp cleared to the ground'),
      tick('salt', '撒了盐或沙', 'Salt or sand spread'),
      tick('eaves', '屋檐冰柱看过', 'Icicles checked'),
    ],
  }),
  draft('community-cleaning', '清理楼道、垃圾、小广告', 'Shared space cleaning', {
    example: '楼道堆了好多杂物',
    icon: 'broom',
    team: clean,
    minutes: 60,
    helpers: 2,
    effort: 'heavy',
    needs: skills('cleaning'),
    sheet: [
      line('place', '清了哪里', 'Where'),
      tick('owners-asked', '东西问过是谁的', 'Owners of the things asked'),
      tick('passage', '通道能走能抬担架', 'Passage wide enough for a stretcher'),
      tick('before-after', '前后拍了照', 'Pictures before and after'),
      tidied,
    ],
  }),
  draft('pest-control', '灭鼠、灭蟑、除白蚁', 'Pest control', {
    example: '家里有老鼠',
    icon: 'layers',
    team: clean,
    minutes: 45,
    credit: 'priced',
    effort: 'heavy',
    risk: 'work-safety',
    price: yuan(80, 200, '次', '白蚁按面积另议，先说价再动手', 'Termites by area, agreed before work begins'),
    needs: [...skills('pest-control'), certificate('pest-controller'), adult],
    sheet: [
      line('agent', '用了什么药、放在哪', 'Agent used and where'),
      tick('away', '孩子和宠物够不着', 'Out of reach of children and pets'),
      tick('aired', '讲清通风多久', 'How long to air explained'),
      tested,
      line('again-on', '什么时候复查', 'To be looked at again on'),
    ],
  }),
]

export const safety: readonly DefaultService[] = [...watch, ...alarm, ...ground]
