using System.Globalization;
using System.Text;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Quality.Estimated;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Quality;

/// <summary>
/// A live model with a labelled reference whose every day is played: predictions come during the day, labels some days later,
/// and monitors run once a day. The clock is the test's.
/// </summary>
internal sealed class EstimateWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly IncidentService _incidents;
    private readonly EvaluationService _evaluation;
    private readonly Random _random;
    private readonly int _perDay;
    private readonly List<(DateTimeOffset Due, string Json)> _waiting = [];
    private int _last;

    private EstimateWorld(World world, int seed, int perDay)
    {
        (World, _random, _perDay) = (world, new Random(seed), perDay);
        Estimates = new EstimatedPerformance(world.Metadata.Models, world.Events, world.Reader, EstimatedOptions.Default, EvaluationOptions.Default);
        _incidents = new IncidentService(world.Metadata.Incidents, Notices, world.Clock);
        _evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, _incidents, EvaluationOptions.Default, Estimates);
    }

    public World World { get; }

    public RecordingNotifier Notices { get; } = new();

    public EstimatedPerformance Estimates { get; }

    /// <summary>Largest logit of a score on a day: scores near one half do not rank well.</summary>
    public Func<int, double> Spread { get; set; } = _ => 3;

    /// <summary>How well scores foretell labels on a day: 1 as in the reference. Only labels can tell.</summary>
    public Func<int, double> Skill { get; set; } = _ => 1;

    /// <summary>Days from a prediction to its label; null for never.</summary>
    public Func<int, double?> Delay { get; set; } = _ => null;

    /// <summary>Version that answers on a day.</summary>
    public Func<int, string> Version { get; set; } = _ => "1";

    public static async Task<EstimateWorld> StartAsync(int seed = 1, int perDay = 400, params MonitorDefinition[] monitors)
    {
        var world = await World.StartAsync();
        world.Clock.Now = Start;
        await world.ModelAsync(new ModelDescription(ModelTask.Binary));
        var played = new EstimateWorld(world, seed, perDay);
        await world.Metadata.Monitors.SaveAsync(monitors, default);
        await world.ReferenceAsync(played.Reference());
        return played;
    }

    /// <summary>Thirty labelled days, the last of them ten days before the start.</summary>
    public string Reference(double skill = 1, double daysBefore = 40)
    {
        var text = new StringBuilder("ts,score,label\n");
        for (var i = 0; i < 30 * _perDay; i++)
        {
            var (score, label) = Row(3, skill);
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddDays(-daysBefore).AddDays((double)i / _perDay):yyyy-MM-ddTHH:mm:ssZ},{score:0.0000},{label}\n");
        }

        return text.ToString();
    }

    public static MonitorDefinition Monitor(string name, MonitorMetric metric, string? method = null) =>
        DefaultMonitors.Of(World.Model, name, metric, []) with { Method = method ?? MonitorRules.UsualMethod(metric), Baseline = MonitorRules.UsualBaseline(metric), Audience = MonitorRules.UsualAudience(metric), Managed = false };

    /// <summary>Plays days: predictions, the labels that came, an evaluation at half past midnight.</summary>
    public async Task PlayAsync(int from, int to)
    {
        for (var day = from; day < to; day++)
        {
            var rows = new StringBuilder();
            for (var i = 0; i < _perDay; i++)
            {
                var at = Start.AddDays(day + ((double)i / _perDay));
                var (score, label) = Row(Spread(day), Skill(day));
                rows.Append(CultureInfo.InvariantCulture, $$"""{"id":"p{{++_last}}","at":"{{at:yyyy-MM-ddTHH:mm:ssZ}}","version":"{{Version(day)}}","score":{{score:0.0000}}}""").Append('\n');
                if (Delay(day) is { } delay)
                    _waiting.Add((at.AddDays(delay), string.Create(CultureInfo.InvariantCulture, $$"""{"id":"p{{_last}}","outcome":"label","value":{{label}},"at":"{{at.AddDays(delay):yyyy-MM-ddTHH:mm:ssZ}}"}""")));
            }

            var now = Start.AddDays(day + 1).AddMinutes(30);
            World.Clock.Now = now;
            await World.PredictAsync(rows.ToString());
            var due = _waiting.Where(each => each.Due <= now).ToList();
            if (due.Count > 0) await World.OutcomesAsync(string.Join('\n', due.Select(each => each.Json)));
            _waiting.RemoveAll(each => each.Due <= now);
            await _evaluation.EvaluateAsync(World.Model, null, now, default);
        }
    }

    public async Task<EstimatedAnswer> ReadAsync(EstimatedQuestion question) => await Estimates.ReadAsync(World.Model, question, World.Clock.Now, default);

    public async Task<IReadOnlyList<Point>> PointsAsync(string monitor) => await World.Metadata.Monitors.PointsAsync(World.Model, monitor, new Window(Start.AddYears(-1), Start.AddYears(2)), default);

    public async Task<IReadOnlyList<Incident>> IncidentsAsync() => await _incidents.ListAsync(World.Model, null, 100, default);

    /// <summary>The day of a window.</summary>
    public static int DayOf(Window window) => (int)(window.From - Start).TotalDays;

    public async ValueTask DisposeAsync()
    {
        _evaluation.Dispose();
        _incidents.Dispose();
        Estimates.Dispose();
        await World.DisposeAsync();
    }

    private (double Score, int Label) Row(double spread, double skill)
    {
        var logit = spread * ((_random.NextDouble() * 2) - 1);
        return (1 / (1 + Math.Exp(-logit)), _random.NextDouble() < 1 / (1 + Math.Exp(-skill * logit)) ? 1 : 0);
    }
}
