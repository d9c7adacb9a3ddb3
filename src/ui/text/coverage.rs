//! What the coverage page says.

texts! { CoverageKey:
    Title: "文件数字覆盖情况", "Coverage of the documents";
    Lead: "省里文件写明的每个数字：在规则库的哪里计算，或者为什么不是政策数额。最后是全部政策逐行的状态。", "Every figure the documents state: where the rulebook computes it, or why it is no figure of a policy. Then every policy, row by row.";
    Library: "政策库", "Policy library";
    Loading: "正在载入…", "Loading…";
    NotLoaded: "清单未能载入：{0}", "The lists could not be loaded: {0}";
    Counts: "各文件的数字个数", "Figures by document";
    Document: "文件", "Document";
    Figures: "数字", "Figures";
    Held: "已计算", "Computed";
    ToCome: "待加入", "To come";
    NotALever: "不是政策数额", "Not a policy's";
    Sum: "合计", "All";
    Clause: "条款", "Clause";
    Figure: "数字", "Figure";
    Where: "在哪里计算，或为什么不是", "Where computed, or why not";
    InLibrary: "在政策库中看这份文件", "This document in the library";
    Awaits: "（待加入 {0}）", "(to come with {0})";
    Levers: "政策逐行", "Policies, row by row";
    Number: "序号", "No.";
    Lever: "政策", "Policy";
    State: "状态", "State";
    Computed: "已计算", "computed";
    Open: "文件未定数额", "open: no figure set";
    Duty: "义务、资格或提示", "duty, entitlement or warning";
    Reading: "读法", "reading";
}
