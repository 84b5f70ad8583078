using System.Text;
using Vedetta.Core.Profiles;
using Vedetta.Storage.DuckDb.Binding;
using Vedetta.Storage.DuckDb.Events;

namespace Vedetta.Storage.DuckDb.Profiles;

/// <summary>Writes fragments into an appender's chunks.</summary>
internal sealed class FragmentWriter(Appender appender)
{
    private int _row;

    internal void Add(ProfileKey key, ReadOnlySpan<byte> payload)
    {
        SetText(0, key.Version);
        SetText(1, key.Segment.Column);
        SetText(2, key.Segment.Value);
        appender.Column<long>(3)[_row] = Moments.FirstMicrosecond(key.Start);
        SetText(4, key.Column);
        appender.SetBytes(5, _row, payload);
        if (++_row == Appender.Capacity)
        {
            Flush();
        }
    }

    internal void Complete()
    {
        Flush();
        appender.Complete();
    }

    private void SetText(int column, string text) => appender.SetBytes(column, _row, Encoding.UTF8.GetBytes(text));

    private void Flush()
    {
        if (_row > 0)
        {
            appender.Append(_row);
            _row = 0;
        }
    }
}
