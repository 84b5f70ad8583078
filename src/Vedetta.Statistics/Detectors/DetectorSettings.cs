namespace Vedetta.Statistics.Detectors;

/// <summary>Values for the parameters of a detector, all of them allowed. Immutable.</summary>
public sealed class DetectorSettings
{
    private readonly double[] _values;

    internal DetectorSettings(DetectorDefinition definition, double[] values) => (Definition, _values) = (definition, values);

    /// <summary>The detector they are for.</summary>
    public DetectorDefinition Definition { get; }

    /// <summary>The value of a parameter; a choice is the place of its word.</summary>
    /// <exception cref="ArgumentException">The detector has no such parameter.</exception>
    public double this[string name] => _values[Definition.Place(name)];

    /// <summary>The same with one value replaced.</summary>
    /// <exception cref="ArgumentException">The detector has no such parameter, or does not allow the value.</exception>
    public DetectorSettings With(string name, double value)
    {
        var place = Definition.Place(name);
        var parameter = Definition.Parameters[place];
        if (!parameter.Allows(value))
            throw new ArgumentException($"{Definition.Name}: {name} is {value}; it takes {parameter.Allowed}", nameof(value));
        var values = (double[])_values.Clone();
        values[place] = value;
        return new(Definition, values);
    }

    /// <summary>The same with one value replaced, as it is written: <c>0.002</c>, <c>both</c>.</summary>
    /// <exception cref="ArgumentException">The detector has no such parameter, or does not allow the value.</exception>
    public DetectorSettings With(string name, string text)
    {
        var parameter = Definition.Parameters[Definition.Place(name)];
        return With(name, parameter.Parse(text)
            ?? throw new ArgumentException($"{Definition.Name}: {name} is '{text}'; it takes {parameter.Allowed}", nameof(text)));
    }

    /// <summary>Every parameter with its value as written.</summary>
    public IReadOnlyList<(string Name, string Value)> Written => [.. Definition.Parameters.Select((p, i) => (p.Name, p.Text(_values[i])))];

    internal bool Is(string name, string word) => Definition.Parameters[Definition.Place(name)].Words[(int)this[name]] == word;

    internal int Int(string name) => (int)this[name];

    internal void Write(DetectorState state)
    {
        var name = Definition.Name;
        state.Text(ref name);
        state.Numbers((double[])_values.Clone());
    }

    internal static DetectorSettings Read(StateReader state)
    {
        var name = "";
        state.Text(ref name);
        var definition = DetectorCatalog.Find(name) ?? throw state.Damaged($"no detector is named '{name}'");
        var values = new double[definition.Parameters.Count];
        state.Numbers(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (!definition.Parameters[i].Allows(values[i]))
                throw state.Damaged($"{name} does not allow {definition.Parameters[i].Name} = {values[i]}");
        }

        return new(definition, values);
    }
}
