using System.Text;
using Vedetta.Statistics;

namespace Vedetta.Web.Reports;

/// <summary>A report as plain text of lines that mail programs do not break. Pure.</summary>
public static class ReportText
{
    /// <summary>Writes the text.</summary>
    public static string Write(ReportView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder().AppendLine(Clean(view.Headline)).AppendJoin(" · ", view.Facts.Select(Clean)).AppendLine();
        foreach (var section in view.Sections)
        {
            text.AppendLine().AppendLine(Clean(section.Title));
            foreach (var line in section.Lines) text.Append(Mark(line.Verdict)).AppendLine(Clean(line.Text)).Append(line.Link is { } link ? $"    {link}{Environment.NewLine}" : "");
            if (section.Table is { } table) Table(text, table);
        }

        text.AppendLine();
        if (view.Link is { } open) text.Append(view.LinkText).Append(": ").AppendLine(open);
        return text.AppendLine(view.Footer).ToString().ReplaceLineEndings("\n");
    }

    // The first cell names the row; the others follow with their names: a table of many columns cannot be read in a narrow mail.
    private static void Table(StringBuilder text, ReportTable table)
    {
        foreach (var row in table.Rows)
        {
            text.Append("  - ").Append(Clean(row[0]));
            for (var i = 1; i < row.Count; i++)
            {
                if (row[i] == Language.Formats.None) continue;
                text.Append(i == 1 && !table.Head[1].IsNumber ? ": " : ", ");
                if (table.Head[i].IsNumber) text.Append(table.Head[i].Name).Append(' ');
                text.Append(Clean(row[i]));
            }

            text.AppendLine();
        }
    }

    private static string Mark(VerdictKind kind) => kind switch { VerdictKind.Critical => "  !! ", VerdictKind.Warning => "  !  ", VerdictKind.Healthy => "  +  ", _ => "  -  " };

    private static string Clean(string line) => new([.. line.Select(c => char.IsControl(c) ? ' ' : c)]);
}
