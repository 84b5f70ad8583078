using Vedetta.Core.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;

namespace Vedetta.Storage.DuckDb.Profiles;

/// <summary>Reads fragments row by row; equal names share one string.</summary>
internal sealed class FragmentReader(Result result, ProfileLevel level)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly char[] _characters = new char[256];
    private int _row = -1;

    internal bool Read()
    {
        if (++_row < result.RowCount)
        {
            return true;
        }

        _row = 0;
        return result.Read();
    }

    internal ProfileKey Key() => new(
        Name(0), new SegmentKey(Name(1), Name(2)), level, Moments.FromMicroseconds(result.Column<long>(3)[_row]), Name(4));

    internal byte[] Payload() => result.Bytes(5, _row).ToArray();

    private string Name(int column)
    {
        ReadOnlySpan<byte> utf8 = result.Bytes(column, _row);
        if (utf8.Length > _characters.Length)
        {
            return System.Text.Encoding.UTF8.GetString(utf8);
        }

        ReadOnlySpan<char> text = _characters.AsSpan(0, System.Text.Encoding.UTF8.GetChars(utf8, _characters));
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out string? name))
        {
            name = text.ToString();
            _names.Add(name, name);
        }

        return name;
    }
}
