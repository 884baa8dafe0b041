import {
  Activity, Archive, ArrowDown, ArrowRight, ArrowUp, Bell, BellOff, Book, Boxes, Check, ChevronDown, ChevronRight, Circle, CircleAlert, CircleDashed,
  Clock, Copy, Database, Download, Ellipsis, Equal, ExternalLink, File, FileClock, Folder, Gauge, GitCompareArrows, Hourglass, Inbox, Info, Key, Layers,
  LockKeyhole, LogOut, Menu, MessageSquare, MessageSquarePlus, Minus, Monitor, Moon, Network, OctagonX, Pencil, Plus, Rocket, ScrollText, Search, Server,
  Settings, Shield, ShieldCheck, SlidersHorizontal, Sun, Tag, Terminal, Trash2, TriangleAlert, Undo2, Upload, User, Users, Webhook, X,
  type LucideIcon,
} from "lucide-react";

const icons = {
  activity: Activity,
  archive: Archive,
  "arrow-down": ArrowDown,
  "arrow-right": ArrowRight,
  "arrow-up": ArrowUp,
  bell: Bell,
  "bell-off": BellOff,
  book: Book,
  catalogue: Boxes,
  check: Check,
  "chevron-down": ChevronDown,
  "chevron-right": ChevronRight,
  circle: Circle,
  alert: CircleAlert,
  pending: CircleDashed,
  clock: Clock,
  copy: Copy,
  data: Database,
  download: Download,
  equal: Equal,
  external: ExternalLink,
  file: File,
  history: FileClock,
  folder: Folder,
  gauge: Gauge,
  compare: GitCompareArrows,
  hourglass: Hourglass,
  reviews: Inbox,
  info: Info,
  key: Key,
  layers: Layers,
  lock: LockKeyhole,
  "sign-out": LogOut,
  menu: Menu,
  comment: MessageSquare,
  "comment-plus": MessageSquarePlus,
  more: Ellipsis,
  minus: Minus,
  monitor: Monitor,
  moon: Moon,
  lineage: Network,
  stop: OctagonX,
  edit: Pencil,
  plus: Plus,
  deployments: Rocket,
  audit: ScrollText,
  search: Search,
  storage: Server,
  settings: Settings,
  admin: Shield,
  policy: ShieldCheck,
  filter: SlidersHorizontal,
  sun: Sun,
  tag: Tag,
  terminal: Terminal,
  delete: Trash2,
  warning: TriangleAlert,
  undo: Undo2,
  upload: Upload,
  person: User,
  people: Users,
  webhook: Webhook,
  close: X,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

/** A line icon by name, so that pages can pass icons as plain strings. Decorative unless it is given a label. */
export function Icon({ name, size = 16, label, className }: { name: IconName; size?: number; label?: string; className?: string }) {
  const Drawing = icons[name];
  return (
    <Drawing
      size={size}
      strokeWidth={1.75}
      className={`shrink-0 ${className ?? ""}`}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
