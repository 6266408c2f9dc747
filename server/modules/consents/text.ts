// What people agree to, by purpose. A change of meaning is a new version, and everybody is asked again.
import type { Words } from '@linbang/contract/values'
import type * as z from 'zod/mini'
import type { Purpose } from '@linbang/contract/consents'

type PurposeName = z.infer<typeof Purpose>
type Text = Words & { readonly version: number }

const privacy: Text = {
  version: 1,
  zh: `我们为什么要您的信息
您请人帮忙、帮别人、让社区照看，都要知道您是谁、住哪里、怎么联系。只收这些事用得着的。

收哪些
· 手机号：登录、通知您、让来帮忙的人找得到您。
· 姓名、怎么称呼您、住在哪一栋哪一户：派人、核对来的人。
· 证件号：只在实名确认、开服务证明时用，可以不填。
· 身体、困难等情况：只有您或家人、社区登记了，才用来安排合适的人；单独加密保存。
· 您请人、帮人的记录，评价，照片和录音：办这件事、算服务时间、处理投诉。

谁看得到
· 来帮您的人，接了以后才看到您家门号和电话，办完 7 天后又看不到。
· 社区工作人员按职责看。看手机号、证件号、门号要写原因，每看一次都记下来，您在“我的”里查得到。
· 不公开，不卖，不给广告用。别的单位要来办事才给，给之前告诉您。

存在哪里，存多久
都存在本地运营单位自己的机器上，不传到国外。服务记录按规定至少存 10 年，操作记录至少 6 个月，别的用完就删，或者您要求就删。

您可以怎么做
随时可以看、复制、改、删自己的信息，可以收回同意、注销账号。在“我的 → 隐私”里点，或打热线，15 个工作日内办好。收回同意和给同意一样容易。

未成年人
14 岁以下由监护人同意并陪同。`,
  en: `Why we need to know you
To send somebody, to help others, to be looked after, we must know who you are, where you live and how to reach you. We ask only for what this takes.

What we keep
· Phone number: to sign in, to tell you things, so that whoever comes can find you.
· Name, what neighbours call you, building and door: to send somebody and to check who came.
· Document number: only for confirming who you are and for certificates; you may leave it out.
· Health or hardship: only when you, your family or the community have entered it, to choose the right person; kept encrypted.
· What you asked for and helped with, ratings, photos and recordings: to do the job, to count hours, to settle complaints.

Who sees it
· Whoever comes sees your door and phone after accepting, and no longer 7 days after the end.
· Staff see what their work needs. To see a phone, document or door number they give a reason; each look is logged and you can read the log under “Me”.
· Nothing is published, sold or used for advertising. Other organisations get only what a job needs, and you are told first.

Where and how long
On the operator's own machines, never abroad. Service records at least 10 years as the rules demand, logs at least 6 months, everything else until it is no longer needed or you ask us to delete it.

What you can do
See, copy, correct or delete what we keep, withdraw consent, close the account: under “Me → Privacy” or by calling the hotline; done within 15 working days. Withdrawing is as easy as agreeing.

Children
Under 14 a guardian agrees and comes along.`,
}

const volunteering: Text = {
  version: 1,
  zh: `当志愿者，您答应这几条
· 帮忙不收钱、不收东西，不推销。
· 进门前先报口令，出示志愿者证；不代收现金，不碰人家的证件、存折、密码。
· 看到的别人家里的事，不往外说，不拍照发出去。
· 不会做的、有危险的，不硬做，打热线。
· 接了就去；去不了，早点说。
我们会记下您的技能、有空的时间、服务时间和评价，用来找合适的人、开服务证明。附近请人时会发消息问您，每天最多问几次有规定，您可以随时暂停或退出。`,
  en: `As a volunteer you promise
· Help is free: no money, no presents, nothing to sell.
· Say the code and show your badge before going in; take no cash, and never touch documents, bank books or passwords.
· What you see in a home stays there: no talk, no pictures passed on.
· What you cannot do or what is dangerous you leave, and call the hotline.
· When you accept, you go; when you cannot, you say so early.
We keep your skills, free hours, service time and ratings, to find the right person and to certify your hours. You are asked when somebody nearby needs help, at most so many times a day; you can pause or leave at any time.`,
}

const guardian: Text = {
  version: 1,
  zh: `您的孩子想参加志愿服务
· 14 到 17 岁要监护人同意才能参加，不安排有人身危险的事；14 岁以下只能跟监护人一起参加活动。
· 同意以后，孩子的姓名、年龄、联系方式和服务记录会登记在这里，只有社区工作人员看得到，不上任何公开的页面。
· 您会收到孩子去哪里、做什么、几点回来的消息。
· 您随时可以收回同意，收回以后不再安排，已经安排的也取消。`,
  en: `Your child would like to volunteer
· From 14 to 17 a guardian must agree, and nothing with a risk to life and limb is given; under 14 only activities together with the guardian.
· Your child's name, age, contact and service records are kept here, seen by community staff only, and never on a public page.
· You are told where your child goes, what for, and until when.
· You can withdraw at any time; nothing more is arranged then, and what was arranged is called off.`,
}

const photos: Text = {
  version: 1,
  zh: `给这件事拍照
照片只用来看清要做什么、做得怎么样，放在这张服务单里。看得到的人：您，来帮忙的人，管这件事的工作人员。照片里的拍摄地点会自动去掉。不拍人脸，不公开；要用在宣传上，会另外问您。随时可以要求删掉。`,
  en: `Photos for this job
They show what is to be done and how it turned out, and stay with the service sheet. Seen by you, by whoever helps, and by the staff in charge. The place hidden in the file is taken out. No faces, nothing published; for any other use we ask again. You can have them deleted at any time.`,
}

const location: Text = {
  version: 1,
  zh: `用您手机的位置
只在三种时候用：找离得近的人；出发以后让等的人知道还有多远；到门口签到。不在后台一直跟着，办完这件事就不再用。别人看到的是“离您多少米”，不是您的位置。不同意也能用，改成扫门牌卡或者手选楼栋。`,
  en: `Using the place of your phone
Only to find somebody near, to tell whoever waits how far it still is, and to check in at the door. Never followed in the background, and not used after the job. Others see a distance, not your place. You can do without: scan the door card or choose the building.`,
}

const push: Text = {
  version: 1,
  zh: `在这台手机上推送消息
打开以后，消息会经过手机或浏览器厂家（谷歌、苹果、火狐、微软）的服务器送到您这里。内容是加密的，厂家看不到写了什么，但知道有一条消息到了您的设备。不打开也不会漏事，要紧的会发短信。随时可以关掉。`,
  en: `Push messages on this device
Messages then reach you through the servers of the phone or browser maker (Google, Apple, Mozilla, Microsoft). They are encrypted: the maker cannot read them, but knows that one arrived at your device. Without push you miss nothing, what matters comes by SMS. You can switch it off at any time.`,
}

const recording: Text = {
  version: 1,
  zh: `录下您说的话
您按一下说话，录音会存下来，交给话务员听，写成要办的事。听的人：话务员和管这件事的工作人员。只用来办事和处理投诉，存 6 个月后删掉。不想录音，可以打字或者直接打热线。`,
  en: `Recording what you say
When you press and speak, the recording is kept so that an operator can listen and write down what is needed. Heard by operators and the staff in charge, used for the job and for complaints only, deleted after 6 months. If you would rather not, type it or call the hotline.`,
}

export const consentTexts: Readonly<Record<PurposeName, Text>> = {
  privacy,
  volunteering,
  guardian,
  photos,
  location,
  push,
  recording,
}

/** What a new operator starts from and makes its own. */
export const privacyDraft: Words = { zh: privacy.zh, en: privacy.en }
