namespace Vedetta.Web.Language;

/// <summary>
/// Every word the pages say, in both languages side by side, so that none can be forgotten: a member is a word or a
/// sentence with its numbers. Words of the glossary have one translation each. Sentences take text already formatted.
/// </summary>
/// <param name="tongue">The language.</param>
public sealed partial class Words(Tongue tongue)
{
    /// <summary>The language.</summary>
    public Tongue Tongue => tongue;

    /// <summary>Numbers and dates of this language.</summary>
    public Formats Format { get; } = new(tongue);

    private string T(string english, string russian) => tongue == Tongue.Russian ? russian : english;

    /// <summary>A count with the form of its noun.</summary>
    private string N(long n, string one, string many, string ruOne, string ruFew, string ruMany) =>
        $"{Format.Count(n)}\u00A0{Form(n, one, many, ruOne, ruFew, ruMany)}";

    private string Form(long n, string one, string many, string ruOne, string ruFew, string ruMany)
    {
        if (tongue == Tongue.English) return n == 1 ? one : many;
        return Tongues.RussianForm(n) switch { 0 => ruOne, 1 => ruFew, _ => ruMany };
    }
}
