"""Pages: templates, style sheets, and what fills them. What a report says is escaped; nothing comes from outside."""
