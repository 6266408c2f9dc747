// Words of danger to life or property, and the number to call. It interrupts the screen; the request goes on beside it.
// Careful both ways: chronic ailments, fears, questions, old stories and figures of speech are no alarm.
import { type Call, dangers } from './danger-words.ts'

const pattern = (text: string): RegExp =>
  new RegExp(text.replaceAll('……', '[^·]{0,20}?').replaceAll('…', '[^·]{0,8}?'), 'g')

const rules = dangers.map(({ kind, call, says, unless }) => ({
  kind,
  call,
  says: pattern(says.join('|')),
  unless: unless === undefined ? undefined : pattern(unless),
}))

/** What sounds like danger and is not: taken out before anything is looked for. */
const everyday = [
  '打不着火|打火机|火锅|火车|上火|发火|火气|救火车|灭火器|忘(?:了)?关火|没关火',
  '煤气(?:费|灶|软管|表|卡|本|单)|燃气(?:费|灶|软管|表|卡|公司)',
  '(?:没|没有|闻不到|不是)(?:什么)?(?:煤气|瓦斯|燃气|天然气|焦|糊)?味(?:道)?',
  '(?:吓|热|冷|冻|累|困|臭|饿|急|烦|气|笑|堵|锈|卡|吵|想|闷)死(?:你|我|人|了)|(?:堵|锈|卡|焊|钉)死|得要死',
  '要死要活|死机|关不死|拧不死|死活|死角|死板|半死|该死|死亡证明|下辈子还',
  '救命(?:钱|药|稻草|恩人|之恩)|救命的(?:药|钱)|不是不想活|没想死|不想死|治[^,。]{0,6}的?药',
  '跳(?:舞|绳|广场|棋|蚤|闸|槽)|跳楼(?:价|机)',
  '(?:没|没有|不会|未|并没|也没|不是)(?:真的|再|有人)?(?:晕|昏|摔|跌|砸到|撞到|伤到|着火|起火|烧|冒烟|流血|出血|走丢|走失|失踪|中毒|受伤|打人|打架)(?:倒|迷|着)?',
  '(?:中风|脑梗|心梗|骨折|摔伤|车祸|烫伤|烧伤|晕倒|昏迷)(?:之)?(?:后|以后|出院|康复|复查|恢复|留下)',
  '(?:打|回|给|拨)(?:我|他|她|你|人)(?:的)?(?:电话|手机|微信)|打我(?:号码|这个)|打(?:球|牌|针|扫|水|饭|车|字)',
  '(?:腿脚?|脚|小腿)抽筋|抽筋的药|拍手|(?:晕|昏|摔|跌|发作|中风)[^,。·]{0,3}过(?:一|几|两|二|三)?(?:次|回)|一?(?:坐|蹲|躺)下(?:去)?就[^,。·]{0,4}|(?:差点|险些|几乎)(?:就)?[^,。·]{0,6}',
].map((text) => new RegExp(text, 'g'))

/** A clause that fears, imagines, asks to be taught, or tells of long ago … */
const elsewhere =
  /万一|要是|如果|假如|以防|预防|防止|免得|避免|担心|容易|(?<!恐|可|哪)怕(?!是)|教我|教教|学(?:习|会|一学|急救)|培训|讲座|演练|演习|课堂|讲课|宣传|义诊|诈骗|骗子|谣言|电影|电视剧|小说|新闻|故事|上次|以前|从前|当年|那年|去年|前年|上个?月|上礼拜|上周|上星期|前阵子|前段|前几天|小时候|年轻时|说明书/
/** … unless it says that it goes on now. */
const stillNow = /到现在|还没|正在|现在|刚才|刚刚|今天|马上|今晚/

/** Everyday phrases and clauses that speak of elsewhere become a dot no pattern reaches across. */
const masked = (text: string): string => {
  let left = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ')
  for (const phrase of everyday) left = left.replace(phrase, '·')
  return left
    .split(/(?<=[,.。!?;])/)
    .map((clause) => (elsewhere.test(clause) && !stillNow.test(clause) ? '·' : clause))
    .join('')
}

/** Each kind of danger the text speaks of, with the words. */
export const dangerKinds = (text: string): { readonly kind: string; readonly call: Call; readonly said: string }[] => {
  const left = masked(text)
  return rules
    .filter(({ unless }) => !unless || left.search(unless) < 0)
    .flatMap(({ kind, call, says }) => [...left.matchAll(says)].map(([said]) => ({ kind, call, said: said.trim() })))
}
