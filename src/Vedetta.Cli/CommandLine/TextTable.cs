using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vedetta.Cli.CommandLine;

/// <summary>Tables on a terminal or in a pipe.</summary>
internal static class TextTable
{
    /// <summary>An empty table of the house style: lines between header and rows only.</summary>
    public static Table New(params ReadOnlySpan<(string Title, bool Right)> columns)
    {
        var table = new Table { Border = TableBorder.Simple, Expand = false };
        foreach (var (title, right) in columns)
            table.AddColumn(new TableColumn(new Text(title)) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = right });
        return table;
    }

    /// <summary>A plain cell.</summary>
    public static IRenderable Cell(string text) => new Text(text);

    /// <summary>A cell in a colour.</summary>
    public static IRenderable Cell(string text, Color colour) => new Text(text, new Style(colour));

    /// <summary>Writes a table.</summary>
    public static void Write(Terminal terminal, IRenderable table)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.OutIsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.OutIsTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedWidthOutput(text, terminal.Width),
        });
        console.Write(table);
        foreach (var line in text.ToString().Split('\n'))
            if (!string.IsNullOrWhiteSpace(line)) terminal.Out.WriteLine(line.TrimEnd());
    }

    private sealed class FixedWidthOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => width;

        public int Height => 60;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // The writer is a string: it has no encoding to set.
        }
    }
}
