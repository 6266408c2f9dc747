// Every page of the phone, in the order they are tried, and the tabs. A tab appears only when its page is here and may be seen.
import { HomePage } from '../features/home/phone/home.tsx'
import type { IconName } from '../ui/icon.tsx'
import type { Page } from './page.tsx'

export const phonePages: readonly Page[] = [
  // part of the app itself: on a slow line thirty small files cost more than one
  { path: '/', load: async () => HomePage },
  {
    path: '/sign-in',
    open: true,
    load: async () => (await import('../features/session/phone/sign-in.tsx')).SignInPage,
  },
  {
    path: '/in',
    open: true,
    load: async () => (await import('../features/session/phone/sign-in-link.tsx')).SignInLinkPage,
  },
  { path: '/setup', open: true, load: async () => (await import('../features/session/phone/set-up.tsx')).SetUpPage },
  {
    path: '/d/:code',
    open: true,
    load: async () => (await import('../features/welcome/phone/door-card.tsx')).DoorCardPage,
  },
  {
    path: '/b/:code',
    open: true,
    load: async () => (await import('../features/volunteers/phone/badge-met.tsx')).BadgeMetPage,
  },
  { path: '/welcome', load: async () => (await import('../features/welcome/phone/welcome.tsx')).WelcomePage },
  { path: '/ask', load: async () => (await import('../features/requests/phone/ask-service.tsx')).AskPage },
  {
    path: '/ask/details',
    load: async () => (await import('../features/requests/phone/ask-details.tsx')).AskDetailsPage,
  },
  {
    path: '/ask/details/:part',
    load: async () => (await import('../features/requests/phone/ask-details.tsx')).AskDetailsPage,
  },
  { path: '/ask/check', load: async () => (await import('../features/requests/phone/ask-check.tsx')).AskCheckPage },
  { path: '/ask/voice', load: async () => (await import('../features/requests/phone/ask-voice.tsx')).AskVoicePage },
  { path: '/ask/call', load: async () => (await import('../features/requests/phone/ask-call.tsx')).AskCallPage },
  { path: '/emergency', load: async () => (await import('../features/requests/phone/ask-call.tsx')).EmergencyPage },
  { path: '/requests', load: async () => (await import('../features/requests/phone/my-requests.tsx')).MyRequestsPage },
  {
    path: '/requests/:requestId',
    load: async () => (await import('../features/requests/phone/tracking.tsx')).TrackingPage,
  },
  { path: '/series/:seriesId', load: async () => (await import('../features/series/phone/series.tsx')).SeriesPage },
  { path: '/notices', load: async () => (await import('../features/notices/phone/notices.tsx')).NoticesPage },
  { path: '/me', load: async () => (await import('../features/me/phone/me.tsx')).MePage },
  { path: '/me/points', load: async () => (await import('../features/ledger/phone/points.tsx')).PointsPage },
  { path: '/me/points/entries', load: async () => (await import('../features/ledger/phone/entries.tsx')).EntriesPage },
  { path: '/shop', load: async () => (await import('../features/rewards/phone/shop.tsx')).ShopPage },
  { path: '/shop/:rewardId', load: async () => (await import('../features/rewards/phone/reward.tsx')).RewardPage },
  { path: '/me/orders', load: async () => (await import('../features/rewards/phone/orders.tsx')).OrdersPage },
  { path: '/me/orders/:orderId', load: async () => (await import('../features/rewards/phone/order.tsx')).OrderPage },
  {
    path: '/redeem',
    allow: 'rewards.redeem',
    load: async () => (await import('../features/rewards/phone/redeem.tsx')).RedeemPage,
  },
  {
    path: '/me/messages',
    load: async () => (await import('../features/notices/phone/message-ways.tsx')).MessageWaysPage,
  },
  { path: '/me/family', load: async () => (await import('../features/me/phone/family.tsx')).FamilyPage },
  { path: '/me/looks', load: async () => (await import('../features/me/phone/looks.tsx')).LooksPage },
  { path: '/me/consents', load: async () => (await import('../features/me/phone/consents.tsx')).ConsentsPage },
  { path: '/me/rights', load: async () => (await import('../features/rights/phone/rights.tsx')).RightsPage },
  {
    path: '/me/rights/:rightId',
    load: async () => (await import('../features/rights/phone/my-data.tsx')).MyDataPage,
  },
  { path: '/me/home', load: async () => (await import('../features/rights/phone/my-home.tsx')).MyHomePage },
  { path: '/me/sessions', load: async () => (await import('../features/me/phone/sessions.tsx')).SessionsPage },
  {
    path: '/me/second-factor',
    load: async () => (await import('../features/session/phone/second-factor.tsx')).SecondFactorPage,
  },
  { path: '/help', load: async () => (await import('../features/tasks/phone/help.tsx')).HelpPage },
  {
    path: '/help/week',
    allow: 'offers.answer',
    load: async () => (await import('../features/tasks/phone/week.tsx')).WeekPage,
  },
  {
    path: '/help/requests/:requestId',
    load: async () => (await import('../features/tasks/phone/task.tsx')).TaskPage,
  },
  {
    path: '/offers/:offerId',
    allow: 'offers.answer',
    load: async () => (await import('../features/tasks/phone/task.tsx')).OfferPage,
  },
  { path: '/visits', load: async () => (await import('../features/visits/phone/visits.tsx')).VisitsPage },
  { path: '/visits/:visitId', load: async () => (await import('../features/visits/phone/visit.tsx')).VisitPage },
  {
    path: '/me/shifts',
    allow: 'duty.self',
    load: async () => (await import('../features/roster/phone/my-shifts.tsx')).MyShiftsPage,
  },
  {
    path: '/rounds',
    allow: 'rounds.walk',
    load: async () => (await import('../features/rounds/phone/my-round.tsx')).MyRoundPage,
  },
  { path: '/me/records', load: async () => (await import('../features/records/phone/records.tsx')).RecordsPage },
  {
    path: '/me/certificates',
    load: async () => (await import('../features/records/phone/certificates.tsx')).CertificatesPage,
  },
  {
    path: '/me/allowances',
    allow: 'volunteers.self',
    load: async () => (await import('../features/protection/phone/allowances.tsx')).AllowancesPage,
  },
  { path: '/accident', load: async () => (await import('../features/protection/phone/accident.tsx')).AccidentPage },
  {
    path: '/accidents/:accidentId',
    load: async () => (await import('../features/protection/phone/one-accident.tsx')).OneAccidentPage,
  },
  { path: '/training', load: async () => (await import('../features/training/phone/courses.tsx')).CoursesPage },
  {
    path: '/training/sessions/:sessionId',
    load: async () => (await import('../features/training/phone/session.tsx')).SessionPage,
  },
  {
    path: '/training/:courseId/quiz',
    load: async () => (await import('../features/training/phone/quiz.tsx')).QuizPage,
  },
  { path: '/me/stars', load: async () => (await import('../features/records/phone/stars.tsx')).StarsPage },
  {
    path: '/star-notices/:starId',
    load: async () => (await import('../features/records/phone/star-notice.tsx')).StarNoticePage,
  },
  { path: '/volunteer', load: async () => (await import('../features/volunteers/phone/register.tsx')).RegisterPage },
  {
    path: '/guardian/:volunteerId',
    load: async () => (await import('../features/volunteers/phone/guardian.tsx')).GuardianPage,
  },
  { path: '/me/volunteer', load: async () => (await import('../features/volunteers/phone/profile.tsx')).ProfilePage },
  {
    path: '/me/badge',
    allow: 'visits.help',
    load: async () => (await import('../features/volunteers/phone/badge.tsx')).BadgePage,
  },
  {
    path: '/statement/:month',
    open: true,
    load: async () => (await import('../features/audit/phone/statement.tsx')).StatementPage,
  },
]

type TabName = 'home' | 'requests' | 'help' | 'activities' | 'me'
export const phoneTabs: readonly { readonly path: `/${string}`; readonly name: TabName; readonly icon: IconName }[] = [
  { path: '/', name: 'home', icon: 'home' },
  { path: '/requests', name: 'requests', icon: 'list' },
  { path: '/help', name: 'help', icon: 'help' },
  { path: '/activities', name: 'activities', icon: 'calendar' },
  { path: '/me', name: 'me', icon: 'user' },
]
