//! What the page of changes says.

texts! { ChangesKey:
    Title: "规则变化", "What changed";
    Lead: "拿另一个版本的规则库与正在使用的比较：文件、参数、事实、公式和政策有什么增减修改，对示例企业和本浏览器里保存的企业差多少钱。", "Another version of the rulebook against the one in use: documents, parameters, facts, formulas and policies added, removed or changed, and what that moves for the examples and the enterprises kept in this browser.";
    Library: "政策库", "Policy library";
    InUse: "正在使用的规则库：{0}（{1}）。", "In use: {0} ({1}).";
    ReleasedRulebook: "已发布的规则库", "A released rulebook";
    ChooseReleased: "请选择版本", "Choose a version";
    NotToBeHad: "这个版本现在取不到。", "This version cannot be fetched now.";
    OtherRulebook: "另一个规则库", "The other rulebook";
    OtherHint: "选择一个规则库文件，即网站 rules 目录下的 .txt 文件；只在本机读取。", "Choose a rulebook file, the .txt under rules of a site; it is read on this computer only.";
    Comparing: "正在比较…", "Comparing…";
    Refused: "这个文件不能用：", "This file cannot be used:";
    Money: "差多少钱", "What it moves";
    MoneyCaption: "政策性成本，元", "Policy-related cost, yuan";
    Enterprise: "企业", "Enterprise";
    InHand: "当前企业", "The enterprise in hand";
    Old: "另一版", "The other";
    New: "正在使用", "In use";
    Difference: "差额", "Difference";
    Partial: "（只含已知部分）", "(as far as known)";
    Unknown: "不可计算", "cannot be computed";
    Records: "{0} 条记录有变化", "{0} records differ";
    NoRecords: "两个规则库内容相同。", "Both rulebooks say the same.";
    Added: "新增", "added";
    Removed: "删除", "removed";
    Changed: "修改", "changed";
    Nothing: "无", "nothing";
}
