//! What the page 政策库 says.

texts! { LibraryKey:
    Title: "政策库", "Policy library";
    Lead: "规则库收录的文件，以及每份文件中影响企业成本的政策。", "The documents of the rulebook, and in each the policies that move what an enterprise pays.";
    DocumentsAndLevers: "{0} 份文件，{1} 项政策", "{0} documents, {1} policies";
    Issued: "发布 {0}", "Issued {0}";
    Levers: "本文件的政策", "Policies of this document";
    NoLevers: "本文件没有单独列为政策的条款；规则库引用了其中的数值。", "No policy of its own: the rulebook cites figures of it.";
}
