//! What the calculator, the sheet and the frame of every page say, in the order a reader meets it.

texts! { Key:
    // The frame of the page.
    Brand: "青策", "Qingce";
    Product: "青海企业政策成本测算", "Policy costs of enterprises in Qinghai";
    PageTitle: "青策 · 青海企业政策测算", "Qingce · policy calculator for Qinghai";
    SkipLinks: "快速跳转", "Skip links";
    SkipToResult: "跳到测算结果", "Skip to the result";
    SkipToForm: "跳到企业情况", "Skip to the enterprise";
    Pages: "页面", "Pages";
    PageAssess: "测算", "Assess";
    PageSheet: "测算底稿", "Recap sheet";
    PageLibrary: "政策库", "Library";
    SkipToMain: "跳到正文", "Skip to the content";
    NoSuchPage: "没有这个页面", "There is no such page";
    NoSuchPageHint: "地址可能写错或已经过时。现有页面：", "The address may be mistyped or out of date. The pages there are:";
    Tools: "工具", "Tools";
    LanguageSwitch: "English", "中文";
    LanguageSwitchLabel: "切换为英文 English", "Switch to Chinese 中文";
    Theme: "外观", "Appearance";
    ThemeAuto: "跟随系统", "As the system";
    ThemeLight: "浅色", "Light";
    ThemeDark: "深色", "Dark";
    Undo: "撤销", "Undo";
    Redo: "重做", "Redo";
    Print: "打印", "Print";
    Close: "关闭", "Close";
    Privacy: "所填数据只在本浏览器内计算，不会上传。", "What you enter is computed in this browser only and never sent anywhere.";
    Disclaimer: "测算结果仅供参考，以主管部门审核认定为准。", "Results are for reference; the office in charge decides.";
    RulebookLine: "{0} {1}，校验码 {2}", "{0} {1}, hash {2}";
    EngineLine: "青策 {0}", "Qingce {0}";
    Breakdown: "程序内部出错，结果已停止更新。请刷新页面；已保存的企业不受影响。", "The program broke and computes no more. Please reload the page; saved enterprises are safe.";
    Dismiss: "知道了", "Dismiss";

    // Presets and kept enterprises.
    Presets: "示例企业", "Example enterprises";
    PresetHint: "先选一个相近的示例，立即看到结果，再逐项改成自己的数据。", "Start from the nearest example: the result is there at once; then change it to your own figures.";
    Blank: "空白企业", "Blank";
    BlankName: "未命名企业", "Unnamed enterprise";
    Kept: "我的企业", "My enterprises";
    KeptHint: "保存在本浏览器中，清除浏览数据会一并删除。", "Kept in this browser; clearing browsing data deletes them.";
    KeptNone: "还没有保存的企业。", "Nothing saved yet.";
    EnterpriseName: "企业名称", "Name of the enterprise";
    Save: "保存", "Save";
    Saved: "已保存“{0}”。", "Saved “{0}”.";
    Duplicate: "复制", "Duplicate";
    CopyOf: "{0}（副本）", "{0} (copy)";
    Rename: "改名", "Rename";
    RenameTo: "“{0}”的新名称", "New name of “{0}”";
    Delete: "删除", "Delete";
    Deleted: "已删除“{0}”。", "Deleted “{0}”.";
    Restore: "打开", "Open";
    OpenFile: "打开文件", "Open a file";
    Download: "下载文件", "Download";
    StorageFailed: "浏览器不允许保存数据，关闭页面后所填内容会丢失；请用“下载文件”保存。", "This browser refuses to keep data: what you entered is lost when the page closes. Use “Download” instead.";
    FileUnreadable: "无法读取文件“{0}”。", "Cannot read the file “{0}”.";
    FileProblems: "文件“{0}”中有 {1} 处问题，其余内容已读入：", "“{0}” has {1} problems; everything else was read:";
    FileRead: "已读入文件“{0}”。", "“{0}” was read.";
    LineAt: "第 {0} 行", "line {0}";

    // The period.
    Period: "测算期间", "Period";
    ByYear: "全年", "Year";
    ByMonth: "单月", "Month";
    BySpan: "起止月份", "From – to";
    Year: "年份", "Year";
    YearName: "{0}年", "{0}";
    MonthField: "月份", "Month";
    FromMonth: "起始月", "From";
    ToMonth: "截止月", "To";
    MonthName: "{0}月", "month {0}";
    PeriodBackwards: "截止月早于起始月；结果仍按上一个有效期间显示。", "The last month is before the first; the result still shows the last valid period.";
    PeriodOutside: "规则库只收录 {0} 至 {1} 的规则；结果仍按上一个有效期间显示。", "The rulebook covers {0} to {1}; the result still shows the last valid period.";

    // The bottom line.
    Result: "测算结果", "Result";
    BottomLine: "政策相关成本", "Policy-related cost";
    BottomLineOf: "{0} · {1}", "{0} · {1}";
    Before: "政策前", "Before the policies";
    BeforeHint: "同样的企业，全部政策都不适用", "the same enterprise with every policy off";
    After: "政策后", "After the policies";
    AfterHint: "按当期规则", "under the rules of the period";
    Saving: "减少", "Saved";
    Burden: "增加", "Added";
    NoChange: "无变化", "No change";
    SavingHint: "政策前减政策后，两边都已确定的部分", "before minus after, over what both sides know";
    SavingPartial: "“减少”只比较政策前后都已确定的项目，因此不等于两数之差。", "“Saved” compares only members known on both sides, so it is not the difference of the two figures.";
    Complete: "全部成本项目均已确定", "Every member is determined";
    Incomplete: "{0} 个成本项目未确定，合计为部分合计", "{0} members are undetermined: the total is partial";
    Undetermined: "未确定的项目", "Undetermined members";
    MembersList: "合计包含 {0} 个项目", "{0} members make the total";
    PerUnit: "金额口径", "Amounts shown";
    PerPeriod: "全期", "Whole period";
    PerMonth: "每月", "Per month";
    PerHead: "每人", "Per head";
    PerTonne: "每吨产品", "Per tonne";
    PerUnknown: "缺少{0}，无法按此口径显示", "{0} is not known: cannot be shown this way";
    SplitTitle: "期间内规则有变化，已分段计算", "The rules changed within the period; it is computed in parts";
    SplitOne: "期间内规则没有变化", "The rules did not change within the period";
    SplitChanged: "变化：{0}", "Changed: {0}";
    SplitMore: "另有 {0} 项", "{0} more";
    SplitLevers: "有政策开始或停止施行", "a policy begins or ends";
    SplitFirst: "期初规则", "Rules at the start";
    Announce: "测算已更新：政策后成本 {0}，{1} {2}。", "Updated: cost after the policies {0}; {1} {2}.";
    CannotAssess: "暂时无法测算", "Cannot assess";
    CannotAssessHint: "请修改所填内容；其余内容都已保留。", "Change what you entered; everything else is kept.";

    // The form.
    Enterprise: "企业情况", "The enterprise";
    Unfilled: "未填", "not stated";
    FilledOf: "已填 {0} / {1}", "{0} of {1} stated";
    Idle: "与已填情况无关的 {0} 项", "{0} that cannot matter as things stand";
    Problems: "{0} 处需要修改", "{0} to correct";
    Yes: "是", "Yes";
    No: "否", "No";
    More: "说明与备注：{0}", "Help and note: {0}";
    NoteField: "“{0}”的备注", "Note on {0}";
    NotePlaceholder: "例如：5月电费单", "e.g. May bill";
    DateHint: "格式 2012-01-31", "as 2012-01-31";
    UseDefault: "填入常用值 {0}", "Use the usual {0}";
    AddRow: "添加一行{0}", "Add a row: {0}";
    RemoveRow: "删除{0}第 {1} 行", "Delete row {1} of {0}";
    RowName: "{0} {1}", "{0} {1}";
    RowsNone: "没有（0 行）", "None (0 rows)";
    RowsStated: "已声明没有{0}。", "Stated: no {0}.";
    RowsUnfilled: "未填：不知道有没有{0}。", "Not stated whether there are any {0}.";
    RowsClear: "改为未填", "Back to not stated";
    RowsMost: "最多 {0} 行。", "At most {0} rows.";

    // Problems beside fields.
    ValueIgnored: "此项暂按“未填”计算。", "Until then it counts as not stated.";

    // Assumptions: readings, supplied figures, levers off.
    Settings: "口径与假设", "Readings and assumptions";
    SettingsHint: "文件有不同理解、或没有规定数额的地方，可以在这里选择或填写。", "Where the documents differ or set no figure, choose or supply one here.";
    Readings: "文件有不同理解之处", "Where the documents differ";
    DefaultReading: "默认", "default";
    OpenFigures: "文件没有规定数额之处", "Where the documents set no figure";
    OpenFigureHint: "由您填写，作为假设标出", "supplied by you, marked as an assumption";
    LeverOff: "不计此项政策", "Leave this policy out";
    LeverIsOff: "已设为不计", "left out by you";
    LeverOn: "恢复计入", "Count it again";

    // Levers.
    Levers: "各项政策", "The policies";
    Applies: "适用", "Applies";
    DoesNotApply: "不适用", "Does not apply";
    NeedsFacts: "待补充信息", "Needs facts";
    AmountOpen: "适用，数额未定", "Applies, amount open";
    NotInForce: "当期未施行", "Not in force";
    NotSettled: "年末结算", "Settled at year end";
    NotCovered: "当期规则未收录", "Rules of the period not known";
    NotSettledHint: "按年结算，只计入含 12 月的期间。", "Settled once a year: counts in a period that holds December.";
    NotCoveredHint: "规则库没有收录该期间的规则，不推算。", "The rulebook does not know the rules of this period and does not guess.";
    AmountOpenHint: "文件没有规定数额。", "The documents set no amount.";
    InForceLabel: "施行期间", "In force";
    InForceFromTo: "{0} 至 {1} 施行", "in force {0} to {1}";
    InForceFrom: "{0} 起施行", "in force from {0}";
    InForceTo: "施行至 {0}", "in force to {0}";
    Effect: "对成本的影响", "Effect on cost";
    EffectOpen: "影响未定", "effect open";
    EffectPartial: "已确定部分", "as far as known";
    StandAlone: "单独取消此项，成本变化 {0}", "Without this one alone, cost changes by {0}";
    LeverAmount: "本项金额", "Its amount";
    Qualifies: "适用对象", "Who qualifies";
    Office: "主管部门", "Office in charge";
    Apply: "办理方式", "How to apply";
    Clause: "依据", "Basis";
    Conditions: "条件", "Conditions";
    Holds: "符合", "holds";
    Fails: "不符合", "fails";
    Undecided: "待定", "undecided";
    GapBy: "现为 {0}，需要 {1}，相差 {2}", "is {0}, needs {1}, off by {2}";
    GapIs: "现为 {0}，需要 {1}", "is {0}, needs {1}";
    Supply: "请补充：", "Please supply: ";
    NoLevers: "没有", "none";
    Details: "详情", "Details";
    OwnAmounts: "相关金额", "Its amounts";

    // Questions.
    Questions: "最值得补充的信息", "Worth stating next";
    QuestionsHint: "按对结果的影响从大到小排列。", "What moves the result most comes first.";
    QuestionWorth: "可能影响 {0}", "may move {0}";
    QuestionsNone: "影响结果的信息都已填写。", "Everything that moves the result is stated.";

    // Amounts.
    Amounts: "全部金额", "All amounts";
    AmountsHint: "点按任一金额，查看计算过程和依据。", "Open any amount to see how it is computed and on what clause.";
    ColumnItem: "项目", "Item";
    ColumnKind: "性质", "Kind";
    ColumnBefore: "政策前（元）", "Before (yuan)";
    ColumnAfter: "政策后（元）", "After (yuan)";
    ColumnChange: "变化（元）", "Change (yuan)";
    ColumnValue: "数值", "Value";
    ColumnGrade: "来源", "Source";
    ColumnComputation: "计算", "Computation";
    ColumnAmount: "金额（元）", "Amount (yuan)";
    ColumnResult: "结果", "Result";
    ColumnClause: "依据", "Clause";
    OtherAmounts: "其他数值（不计入合计）", "Other figures (not in the total)";
    ShowSteps: "显示中间步骤", "Show intermediate steps";
    Yuan: "元", "yuan";
    Total: "合计", "Total";
    KindCost: "成本", "cost";
    KindSurcharge: "加价", "surcharge";
    KindSubsidy: "补贴", "subsidy";
    KindMemo: "已含减免", "relief inside a cost";
    KindCashKept: "资金占用", "cash kept";
    KindEntitlement: "可享额度", "entitlement";
    KindExposure: "可能罚款", "possible fine";
    KindIndicator: "指标", "indicator";
    KindStep: "中间步骤", "step";
    GradeDocument: "省文件", "document";
    GradeNational: "国家规定", "national";
    GradeAssumption: "假设", "assumption";
    GradeNone: "所填数据", "as stated";
    Verify: "待核实", "to be verified";
    Stale: "自 {0} 起未核对", "unchecked since {0}";
    StatusKnown: "已确定", "known";
    StatusNotInForce: "未施行", "not in force";
    StatusNotSettled: "年末结算", "settled at year end";
    StatusMissing: "缺少信息", "needs facts";
    StatusOpen: "文件未定", "open";
    StatusNotCovered: "未收录", "not covered";
    StatusZeroDivisor: "除数为零", "division by zero";
    StatusOverflow: "超出范围", "out of range";
    ExplainAmount: "{0} {1}，查看计算过程", "{0} {1}, how it is computed";

    // How an amount came about.
    Explanation: "计算过程", "How it is computed";
    Formula: "公式", "Formula";
    WithNumbers: "代入数据", "With the numbers";
    Exact: "未取整", "Exact";
    Rounding: "取整", "Rounding";
    Gives: "得", "Gives";
    Condition: "条件", "Condition";
    SegmentMonths: "{0} 至 {1}，{2} 个月", "{0} to {1}, {2} months";
    SegmentDays: "按 {0} 至 {1} 的规则", "under the rules of {0} to {1}";
    Summing: "分段合计", "Sum of the parts";
    Parameters: "所用规则参数", "Parameters of the rules";
    FactsUsed: "所用企业数据", "Facts of the enterprise";
    AmountsUsed: "所用其他金额", "Other amounts read";
    ValueColumn: "数值", "Value";
    ValidFrom: "{0} 起", "from {0}";
    ValidFromTo: "{0} 至 {1}", "{0} to {1}";
    ValidTo: "至 {0}", "to {0}";
    ValidAlways: "未载起止", "no dates stated";
    GoToFact: "去填写", "Go to the field";
    BackToResult: "返回测算", "Back to the result";
    Breadcrumb: "计算路径", "Path";
    NoSuchAmount: "规则库中没有“{0}”这个金额。", "The rulebook has no amount “{0}”.";
    NoteLabel: "说明", "Note";
    YourNote: "您的备注", "Your note";

    // Charts.
    Charts: "图表", "Charts";
    ChartTable: "查看数据表", "Show the table";
    WaterfallTitle: "从政策前成本到政策后成本", "From cost before to cost after";
    WaterfallNote: "单位：{0}。各项政策按规则库顺序逐项恢复。", "In {0}. Policies are restored in rulebook order.";
    AxisCut: "横轴未从零开始。", "The axis does not start at zero.";
    WaterfallPartial: "未确定的项目不在图中。", "Undetermined members are left out.";
    StructureTitle: "成本结构：政策前与政策后", "Cost structure before and after";
    StructureNote: "单位：{0}。", "In {0}.";
    HousingTitle: "住房公积金缴存比例与全年成本", "Housing-fund rate and yearly cost";
    HousingNote: "横轴：单位缴存比例（%）；纵轴：{0}（{1}）。", "Across: the enterprise's rate (%); up: {0} ({1}).";
    TariffTitle: "电解铝电耗与吨铝电费", "Energy intensity and electricity cost per tonne";
    TariffNote: "横轴：吨铝电耗（kWh/t）；纵轴：吨铝电费（元/t）。", "Across: energy per tonne (kWh/t); up: electricity cost per tonne (yuan/t).";
    TariffLine: "吨铝电费", "electricity cost per tonne";
    JumpsAt: "在 {0} 处跳升或跳降：{1} → {2}", "Jump at {0}: {1} → {2}";
    Here: "本企业", "this enterprise";
    LegendLess: "减少成本", "lowers cost";
    LegendMore: "增加成本", "raises cost";
    LegendJump: "阶梯", "step of the tariff";
    ChartUnavailable: "缺少信息，暂不能画图。", "Facts are missing: nothing to draw yet.";
    ChartNone: "没有任何政策改变成本。", "No policy changes the cost.";
    Drawing: "正在绘制……", "Drawing…";
    ColumnPolicy: "政策", "Policy";
    ColumnRunning: "累计（元）", "Running (yuan)";

    // The recap sheet.
    SheetTitle: "企业政策成本测算底稿", "Recap of policy-related costs";
    SheetHint: "每行一个金额：计费基数 × 费率 = 金额，附依据与来源等级。", "One amount a line: base × rate = amount, with clause and grade.";
    RulebookLabel: "规则库", "Rulebook";
    SheetEnterprise: "企业", "Enterprise";
    SheetFacts: "企业数据", "Facts as stated";
    SheetLevers: "政策适用情况", "The policies";
    SheetWhy: "原因与金额", "Why, and how much";
    SheetAssumptions: "口径、假设与待核实事项", "Readings, assumptions and figures to be verified";
    SheetNoAssumptions: "没有使用假设或待核实的数据。", "No assumption and no unverified figure was used.";
    SheetSupplied: "用户填写的数额", "Figure supplied by the user";
    SheetReading: "采用的理解", "Reading chosen";
    SheetUndetermined: "未确定", "undetermined";
    SheetSigned: "编制人：　　　　　　复核人：　　　　　　日期：", "Prepared by:                Checked by:                Date:";
}
