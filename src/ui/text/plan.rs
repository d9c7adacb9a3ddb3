//! What the calculator says beyond the amounts: ways in, what can go wrong, the months, the list of
//! policies.

texts! { PlanKey:
    // Ways in.
    WayIn: "怎样才适用", "The way in";
    WayHint: "按标为可改变的事实，改动最少的办法，数值精确到一步之差。", "By the facts an enterprise can change: fewest changes first, exact to one step.";
    WayNone: "企业自身改变不了。", "Nothing the enterprise itself can change.";
    WayMore: "另有 {0} 种办法", "{0} more ways";
    ChangeTo: "{0} {1} {2}（现为 {3}）", "{0} {1} {2} (now {3})";
    Unstated: "未填", "not stated";
    Moves: "合计变化 {0} 元", "the total moves by {0} yuan";
    MovesNothing: "合计不变", "the total does not move";
    MovesOpen: "影响未定", "effect open";
    AsFarAsKnown: "已确定部分", "as far as known";

    // What can go wrong.
    Exposures: "万一出问题", "What if it goes wrong";
    ExposuresHint: "可能的罚款、惩罚性电价、限制供应和失去的优惠。都不计入成本；没有触发的，写明离触发还有多远。", "Possible fines, punitive prices, restricted supply, preferences lost. None is in the cost; where nothing has happened, how far away the trigger is.";
    ExposuresNone: "没有查到与本企业有关的风险。", "Nothing that concerns this enterprise.";
    NatureSupport: "支持", "support";
    NatureDuty: "义务", "duty";
    NatureFine: "罚款或补缴", "fine or payment";
    NaturePrice: "加价", "dearer price";
    NatureSupply: "限制供应", "restricted supply";
    NaturePreferences: "失去优惠", "preference lost";
    AppliesNow: "现已适用", "applies now";
    Undecided: "尚未判定", "not decided";
    IfHappens: "若{0}：", "If {0}: ";

    // The months.
    Calendar: "收支日历", "Calendar";
    CalendarHint: "每月支付、收到和暂缓留存的现金；每一行的各月加起来正好等于该项金额。", "What is paid, received and kept back each month; the months of an amount add up to it exactly.";
    Month: "月份", "Month";
    Paid: "支付（元）", "Paid (yuan)";
    Received: "收到（元）", "Received (yuan)";
    Kept: "暂缓留存（元）", "Kept back (yuan)";
    Begins: "{0} 开始施行：{1}", "{0} comes into force: {1}";
    Ends: "{0} 最后一日：{1}", "{0} last day: {1}";
    Due: "{0} 截止：{1}", "{0} due: {1}";
    OnDay: "{0} {1}：{2} 元", "{0} {1}: {2} yuan";
    NotListed: "数额未知，未列入：{0}", "Not known, left out: {0}";
    ToApply: "可以申请", "To be applied for";
    Between: "{0} 至 {1}", "{0} to {1}";

    // The list of policies.
    InReach: "不适用，可以争取", "Does not apply, within reach";
    OutOfReach: "与本企业情况不符", "Not for this enterprise";
    Find: "查找政策", "Find a policy";
    Subject: "主题", "Subject";
    Document: "文件", "Document";
    Office: "主管部门", "Office";
    State: "状态", "Status";
    AnySubject: "全部主题", "All subjects";
    AnyDocument: "全部文件", "All documents";
    AnyOffice: "全部部门", "All offices";
    AnyState: "全部状态", "All statuses";
    InPeriod: "当期施行的", "In force in the period";
    Order: "排序", "Order";
    ByEffect: "按影响大小", "By effect";
    ByBook: "按规则库顺序", "As in the rulebook";
    Found: "找到 {0} 项", "{0} found";
    NothingFound: "没有符合条件的政策。", "No policy matches.";
    FilterBy: "筛选", "Filter";
    Reckoned: "按现有数据：{0}", "By the figures stated: {0}";
    Limits: "查看标准", "See the limits";
}
