//! What the page 无障碍说明 says. It must stay true: what it claims is tested in
//! `tests/browser/access.test.mjs`, and what it names as failing is not.

texts! { AccessKey:
    Title: "无障碍说明", "Accessibility";
    Lead: "本页说明青策为不同条件的使用者做了什么、怎样检查过、还有哪些不足，以及怎样反映问题。", "What was done so that everyone can use this calculator, how that was checked, what still falls short, and how to report a problem.";
    Standard: "依据", "Measured against";
    StandardText: "目标是 WCAG 2.2 的 A、AA 两级，以及政府网站适老化的要求：长辈模式正文不小于 18 像素、点击区域不小于 60 像素、行距不小于 1.3、对比度不低于 4.5:1。本页是自查结果，没有经过第三方评测。", "The aim is WCAG 2.2, levels A and AA, and the rules for elder versions of government sites: body text of at least 18 px, targets of at least 60 px, line spacing of at least 1.3, contrast of at least 4.5:1. This is our own account; nobody outside the project has audited it.";
    Modes: "可以这样用", "Ways of using it";
    ModeElder: "长辈模式：按页面上方的“长辈模式”。选择记在本浏览器中，下次打开仍是大字；浏览器不允许保存时，只在本次有效。", "Large mode: the button “Large mode” at the top. The choice is kept in this browser for the next visit; where the browser stores nothing it lasts until the page closes.";
    ModeColors: "浅色、深色：可自选或跟随系统；系统的高对比度配色会照用，图表改用系统颜色。", "Light or dark, chosen or as the system; high-contrast colors of the system are used as they are, in charts too.";
    ModeKeyboard: "只用键盘：Tab 移到下一处，Shift+Tab 移回，Enter 或空格按下，方向键在选项间移动，Esc 关闭算式窗口，Ctrl+Z 撤销。页面开头有快速跳转。", "Keyboard only: Tab goes on, Shift+Tab back, Enter or Space presses, arrow keys move between choices, Esc closes the explanation, Ctrl+Z undoes. Skip links stand at the beginning.";
    ModeSpeech: "读屏软件：每个输入项有名称、说明和错误提示；结果稳定约一秒后播报；每张图都可以展开为数据表。", "Screen reader: every field has its name, its help and its problem; the result is said about a second after it has settled; every chart unfolds into a table.";
    ModeSize: "放大：可放大到 200%，窗口窄到 320 像素时内容仍完整；宽表格在自己的框内横向滚动，可以用键盘滚动。浏览器里设置的默认字号也有效。", "Size: up to 200 % zoom, and windows as narrow as 320 px, nothing is lost; wide tables scroll in a frame of their own, by keyboard too. The type size set in the browser counts.";
    ModeMotion: "减少动态效果：页面没有动画；系统设为减少动态效果时，颜色渐变也取消。", "Reduced motion: nothing is animated; where the system asks for less motion, colors do not fade either.";
    ModeInput: "中文输入法：组字过程中不会改写正在输入的内容，选定后才计算。", "Input methods: what is being composed is never rewritten; it counts once it is chosen.";
    Tested: "检查过什么", "What was tested, and how";
    TestedHead: "内容", "What";
    HowHead: "方法", "How";
    TestAxe: "全部页面：打开时的浅色状态；填好或出错后，深色长辈模式，320 像素宽。多数页面另查英文和手机，测算页另查紧凑模式", "Every page: as opened, in the light; filled in or faulty, in large mode, dark, 320 px wide. Most pages in English and on a phone besides, the calculator in compact mode";
    HowAxe: "axe 自动检查，没有发现问题；每次改动都重新检查", "checked by axe, which finds nothing; repeated at every change";
    TestTargets: "点击区域：一般不小于 44 像素（紧凑模式也是），长辈模式不小于 60 像素；句子里的链接除外", "Targets: at least 44 px (in compact mode too), 60 px in large mode; links inside sentences excepted";
    HowTargets: "在浏览器中逐个量出", "each measured in the browser";
    TestType: "长辈模式下所有文字不小于 18 像素，图中文字也是", "Large mode: no text below 18 px, in charts either";
    TestReflow: "320 像素宽、200% 放大：页面不横向滚动；加大字距行距时不丢内容", "320 px wide, 200 % zoom: no sideways scrolling of the page; nothing lost with wider spacing of text";
    TestContrast: "文字、图形、输入框边线的对比度：文字和图形不低于 4.5:1，边线不低于 3:1；图中的浅色网格线除外", "Contrast: text and charts at least 4.5:1, edges of fields at least 3:1; faint grid lines of charts excepted";
    HowContrast: "由样式中的颜色计算，浅色、深色都算", "computed from the colors of the stylesheet, light and dark";
    TestForced: "强制颜色、减少动态效果", "Forced colors, reduced motion";
    HowEmulated: "浏览器模拟", "emulated by the browser";
    TestKeyboard: "从打开页面到打印测算底稿的全过程，焦点始终可见", "From opening the page to the printed sheet, with the focus in sight all the way";
    HowKeyboard: "只用键盘的自动测试", "a scripted test that uses nothing but the keyboard";
    TestIme: "输入法组字", "Input methods";
    HowIme: "在浏览器中模拟组字过程", "a composition played in the browser";
    Fails: "不足之处", "What falls short";
    FailReaders: "没有用 NVDA、讯飞、争渡、VoiceOver 等读屏软件实际试用，也没有请残障人士和老年人试用；读屏方面只检查了名称、角色和播报的文字。", "Not tried with real screen readers (NVDA, VoiceOver and the Chinese ones) nor by people with disabilities or of great age; for screen readers only names, roles and announced texts were checked.";
    FailBrowsers: "只在 Chromium 中自动测试；Firefox、Safari 和更早的 Chromium（97 起）没有逐项检查。", "Tested in Chromium only; Firefox, Safari and older Chromium (97 and later) were not gone through.";
    FailCharts: "图表对读屏软件是一张图片，内容要看数据表；图上的点不能逐个用键盘移动。", "To a screen reader a chart is one picture and its table has the content; its points cannot be walked by keyboard.";
    FailLinks: "句子、算式和引文中的链接与文字同高，小于上述点击区域。", "Links inside sentences, formulas and citations are as high as their line, which is less than the targets above.";
    FailWide: "对比、历史数据等宽表格在小屏幕上要在框内横向滚动。", "Wide tables (comparison, histories) scroll sideways in their frame on small screens.";
    FailLong: "页面较长：填好的测算页在长辈模式下要翻很多屏；可用快速跳转和标题导航。", "The pages are long: a filled-in calculator in large mode is many screens; skip links and headings help.";
    FailPdf: "由浏览器打印成的 PDF 没有检查标签结构。", "The tags inside PDFs printed by the browser were not checked.";
    FailLanguage: "英文界面中，少数中文文号和规则原文没有逐处标注语言。", "In the English interface a few Chinese document numbers and texts of the rules are not marked as Chinese one by one.";
    Report: "反映问题", "Reporting a problem";
    ReportText: "请向提供本页的网站或部门反映，写明所在页面、所做的操作、使用的浏览器和辅助软件。本程序不会自行发送任何信息，所以无法在这里直接提交。开发者可在项目的问题列表中登记。", "Please tell the site or office that offers this page: which page, what you did, which browser and assistive software. The program sends nothing by itself, so there is no form here. Developers can file it in the project's list of issues.";
    Version: "本说明对应程序版本 {0}，随程序一起更新。", "This statement belongs to version {0} and changes with the program.";
}
