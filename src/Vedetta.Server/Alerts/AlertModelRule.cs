using System.Diagnostics.CodeAnalysis;
using Vedetta.Core.Models;

namespace Vedetta.Server.Alerts;

/// <summary>Which model an alert is about that carries no label <c>model</c>.</summary>
/// <param name="Label">Name of the label.</param>
/// <param name="Value">Its value.</param>
/// <param name="Model">The model.</param>
internal sealed record AlertModelRule(string Label, string Value, ModelId Model)
{
    /// <summary>Reads <c>job=scoring-api:application-scoring</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AlertModelRule? rule)
    {
        rule = null;
        var (equals, colon) = (text.IndexOf('=', StringComparison.Ordinal), text.LastIndexOf(':'));
        if (equals < 1 || colon < equals + 2 || !ModelId.TryParse(text[(colon + 1)..].Trim(), out var model)) return false;
        rule = new AlertModelRule(text[..equals].Trim(), text[(equals + 1)..colon].Trim(), model);
        return true;
    }
}
