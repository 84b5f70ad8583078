namespace Vedetta.Cli.Reporting;

/// <summary>Looks of the report: the colours and measures of the product's own pages.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--bg:light-dark(#fff,#12151A);--note:light-dark(#F6F7F9,#171B21);--line:light-dark(#E4E7EC,#252A33);--ink:light-dark(#15191F,#E9ECF1);--ink2:light-dark(#454D59,#B4BBC6);--ink3:light-dark(#646C78,#8F97A4);--accent:light-dark(#0A6A70,#4DBBB4);--healthy:light-dark(#0F4B7D,#5088C9);--warning:light-dark(#B5600C,#F69934);--critical:light-dark(#951228,#E93D54);--undecided:light-dark(#6E7581,#B0B3C0);--ref:light-dark(#C3C8D0,#3A424E)}
        *{box-sizing:border-box}
        html{font:400 14px/22px "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--bg);color:var(--ink)}
        main{max-width:1180px;margin:0 auto;padding:28px 24px 40px}
        h1{font-size:22px;line-height:30px;font-weight:600;letter-spacing:-.014em;margin:0 0 4px;display:flex;gap:10px;text-wrap:pretty}
        h1 svg.i{width:22px;height:22px;margin-top:4px;display:block}
        h2{font-size:14px;line-height:22px;font-weight:600;margin:28px 0 8px}
        p{margin:0 0 8px;max-width:76ch}
        .lead{color:var(--ink2)}
        .sub,.key,footer{font-size:12px;line-height:18px;color:var(--ink3)}
        .key{display:flex;gap:20px;flex-wrap:wrap;margin:18px 0 2px}
        .key span{display:inline-flex;gap:6px;align-items:center}
        .key i{width:18px;height:10px;background:var(--ref)}
        .key i.c{height:0;border-top:2px solid var(--accent);background:none}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding:0 0 8px}
        th,td{text-align:left;vertical-align:top;padding:10px 14px 10px 0;border-top:1px solid var(--line)}
        thead th{font-size:12px;line-height:18px;font-weight:400;color:var(--ink3);padding:6px 14px 6px 0;border-top:0;white-space:nowrap}
        tbody th{font-weight:600;min-width:120px;max-width:190px;overflow-wrap:anywhere}
        th small,td small{display:block;font-size:12px;line-height:18px;font-weight:400;color:var(--ink3)}
        .n{text-align:right;white-space:nowrap}
        .st{display:inline-flex;gap:6px;align-items:center;font-weight:500;white-space:nowrap}
        svg.i{width:14px;height:14px;flex:none}
        .healthy{color:var(--healthy)}.warning{color:var(--warning)}.critical{color:var(--critical)}.undecided{color:var(--undecided)}
        .st.healthy span,.st.undecided span{color:var(--ink2);font-weight:400}
        .why{color:var(--ink2);min-width:210px;max-width:330px;font-size:13px;line-height:19px;overflow-wrap:anywhere}
        .why b{font-weight:600;color:var(--ink)}
        .big{font-weight:600}
        .n .by{white-space:normal;max-width:130px;margin-left:auto}
        .pic{display:block;max-width:100%}
        .pic .ref{fill:var(--ref)}.pic .cur{fill:none;stroke:var(--accent);stroke-width:1.5}.pic .now{fill:var(--accent)}.pic .axis{stroke:var(--line)}
        .pic text{font-size:11px;fill:var(--ink2)}.pic text.n{text-anchor:end;fill:var(--ink3)}
        .bar{display:flex;height:8px;margin:14px 0 6px;max-width:560px;gap:2px}
        .bar i{display:block;min-width:3px}
        .bar .healthy{background:var(--healthy)}.bar .warning{background:var(--warning)}.bar .critical{background:var(--critical)}.bar .undecided{background:repeating-linear-gradient(135deg,var(--undecided) 0 2px,transparent 2px 5px)}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 16px;margin:0}
        dt{color:var(--ink3)}dd{margin:0;max-width:76ch}
        footer{margin-top:32px;border-top:1px solid var(--line);padding-top:10px}
        @media (max-width:900px){.why{min-width:150px}main{padding:16px}th,td{padding-right:8px}}
        @media print{:root{color-scheme:light}html{font-size:11px;line-height:16px}main{max-width:none;padding:0}tr,dl{break-inside:avoid}thead{display:table-header-group}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        @page{margin:14mm}
        """;

    /// <summary>The shapes of the four states, used by reference.</summary>
    public const string Shapes = """
        <svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
        <symbol id="healthy" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M5 8.2l2.1 2.1L11 6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></symbol>
        <symbol id="warning" viewBox="0 0 16 16"><path d="M8 1.8 15 14H1Z" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M8 6v4m0 2.1v.01" fill="none" stroke="var(--bg)" stroke-width="1.7" stroke-linecap="round"/></symbol>
        <symbol id="critical" viewBox="0 0 16 16"><path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" fill="currentColor"/><path d="M5.6 5.6l4.8 4.8m0-4.8-4.8 4.8" fill="none" stroke="var(--bg)" stroke-width="1.7" stroke-linecap="round"/></symbol>
        <symbol id="undecided" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.7 2.3"/></symbol>
        </defs></svg>
        """;
}
