//! What the page 嵌入 says.

texts! { EmbedKey:
    Title: "嵌入到网站", "Put it on a website";
    Lead: "选好要展示的内容，把生成的代码放进网页即可。所填数据仍只在访问者的浏览器内计算。", "Choose what to show and put the tag into your page. What visitors enter is still computed in their own browser only.";
    Choose: "展示内容", "What to show";
    What: "页面或单项政策", "Page or lever";
    Whole: "完整测算", "The whole calculator";
    Sheet: "测算底稿（完整测算时）", "The recap sheet (of the whole calculator)";
    Preset: "示例企业", "Example enterprise";
    FirstPreset: "第一个示例", "The first one";
    Period: "期间", "Period";
    Facts: "预填数据（JSON）", "Facts to begin with (JSON)";
    TakeFacts: "填入测算页当前数据", "Take the facts in hand";
    LockedIds: "锁定的数据（代码，空格分隔）", "Locked facts (ids, separated by spaces)";
    Lang: "语言", "Language";
    Theme: "外观", "Appearance";
    Accent: "主色", "Color";
    AsBrowser: "由访问者的浏览器决定", "As the visitor's browser";
    Chinese: "中文", "Chinese";
    English: "英文", "English";
    Light: "浅色", "Light";
    Dark: "深色", "Dark";
    Elder: "长辈模式", "Large mode";
    Compact: "紧凑", "Compact";
    ShareFacts: "把所填数据告知所在网页（会向访问者说明）", "Tell the page what is entered (visitors are told so)";
    Tag: "代码", "The tag";
    Copy: "复制", "Copy";
    Copied: "已复制", "Copied";
    HostHint: "测算程序所在服务器须在 frame-ancestors 中列出您的网站；属性、事件和消息见 docs/portal.md。", "The server of the calculator must name your site in frame-ancestors; attributes, events and messages are in docs/portal.md.";
    Preview: "预览", "Preview";
    NoPreview: "单文件版没有可供嵌入的脚本，无法预览；请在网站版中使用本页。", "The single-file page has no script to embed, so there is no preview; use this page on the website.";
}
