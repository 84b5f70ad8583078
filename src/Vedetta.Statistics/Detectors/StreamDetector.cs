namespace Vedetta.Statistics.Detectors;

/// <summary>
/// Watches a stream one value at a time in bounded memory: O(1), or O(log n) for ADWIN. After a drift the detector forgets
/// what it has seen at the <em>next</em> value, so what it knew at the moment of the signal can still be read. A value it
/// does not take (NaN, an infinity, or one outside its domain) is counted in <see cref="Skipped"/>
/// and changes nothing else. Not thread-safe; the same values and parameters always give the same signals.
/// </summary>
public abstract class StreamDetector
{
    private readonly double _low;
    private readonly double _high;
    private readonly bool _bits;
    private long _count;
    private long _skipped;
    private StreamSignal _signal;

    /// <summary>Makes a detector.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <param name="domain">Smallest and largest value, where they depend on the parameters.</param>
    private protected StreamDetector(DetectorSettings settings, (double Low, double High)? domain = null)
    {
        Settings = settings;
        (_low, _high) = domain ?? settings.Definition.Domain;
        _bits = settings.Definition.Input == DetectorInput.Bits;
    }

    /// <summary>Smallest and largest value it takes.</summary>
    public (double Low, double High) Domain => (_low, _high);

    /// <summary>What kind of detector this is.</summary>
    public DetectorDefinition Definition => Settings.Definition;

    /// <summary>Its parameters.</summary>
    public DetectorSettings Settings { get; }

    /// <summary>Values taken since it was made; skipped ones are not among them.</summary>
    public long Count => _count;

    /// <summary>Values it could not take.</summary>
    public long Skipped => _skipped;

    /// <summary>What it said last.</summary>
    public StreamSignal Signal => _signal;

    /// <summary>Whether it takes this value: NaN, infinities and values outside its domain it does not.</summary>
    public bool Takes(double value) => value >= _low && value <= _high && (!_bits || value is 0 or 1);

    /// <summary>Takes the next value. Allocates nothing.</summary>
    /// <param name="value">The value; for detectors of error streams 1 is an error and 0 is none.</param>
    /// <returns>
    /// What it says now. For a skipped value <see cref="StreamSignal.Warning"/> inside a warning zone, otherwise
    /// <see cref="StreamSignal.None"/>.
    /// </returns>
    public StreamSignal Update(double value)
    {
        if (!Takes(value))
        {
            _skipped++;
            return _signal == StreamSignal.Warning ? StreamSignal.Warning : StreamSignal.None;
        }

        if (_signal == StreamSignal.Drift)
            Forget();
        _count++;
        return _signal = Take(value);
    }

    /// <summary>The whole state in bytes, from which <see cref="DetectorCatalog.Restore"/> makes an equal detector.</summary>
    public byte[] Save()
    {
        var writer = new StateWriter();
        Settings.Write(writer);
        ExchangeAll(writer);
        return writer.Finish();
    }

    internal void ExchangeAll(DetectorState state)
    {
        state.Count(ref _count);
        state.Count(ref _skipped);
        var signal = (long)_signal;
        state.Count(ref signal, (long)StreamSignal.Drift);
        _signal = (StreamSignal)signal;
        Exchange(state);
    }

    /// <summary>Takes a value of the domain.</summary>
    private protected abstract StreamSignal Take(double value);

    /// <summary>Forgets everything seen.</summary>
    private protected abstract void Forget();

    /// <summary>Writes every field to the state, or reads every field from it: one list for both ways.</summary>
    private protected abstract void Exchange(DetectorState state);
}
