using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>The value of an outcome, kept as a class label and, where it is a number, as a number too.</summary>
internal static class OutcomeValues
{
    /// <summary>Whether a value is a number, or a truth that counts as one.</summary>
    public static bool IsNumber(Token token, ReadOnlySpan<byte> text) => token switch
    {
        Token.Number or Token.Moment or Token.True or Token.False => true,
        Token.Cell => NumberText.TryParse(text, out _) || NumberText.TryTruth(text, out _),
        _ => false,
    };

    /// <summary>Appends a value.</summary>
    public static void Append(OutcomeBatch batch, Token token, ReadOnlySpan<byte> text, double number)
    {
        Span<byte> scratch = stackalloc byte[ClassText.Longest];
        batch.Label.AddUtf8(ClassText.Label(token, text, number, scratch));
        batch.Value.Add(token switch
        {
            Token.Number or Token.Moment => number,
            Token.True => 1,
            Token.False => 0,
            Token.Cell when NumberText.TryParse(text, out var parsed) => parsed,
            Token.Cell when NumberText.TryTruth(text, out var truth) => truth ? 1 : 0,
            _ => NumericValue.Missing,
        });
    }
}
