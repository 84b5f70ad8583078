namespace Vedetta.Cli.Validating;

/// <summary>Counts the rows that break one rule and remembers the first of them.</summary>
internal sealed class RuleCount(string column, string rule, string message)
{
    private const int Shown = 5;
    private readonly List<int> _rows = [];
    private long _count;

    /// <summary>A row breaks the rule.</summary>
    public void Add(int row)
    {
        if (_count++ < Shown) _rows.Add(row);
    }

    /// <summary>The violation; null when no row breaks the rule.</summary>
    public Violation? Found => _count == 0 ? null : new Violation(column, rule, _count, _rows, message);
}
