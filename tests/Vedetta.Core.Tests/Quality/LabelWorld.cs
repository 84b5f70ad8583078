using System.Globalization;
using System.Text;
using Vedetta.Core.Incidents;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Evaluating;
using Vedetta.Core.Quality.Realized;
using Vedetta.Core.Tests.Ingestion;
using Vedetta.Core.Tests.Stage;
using Vedetta.Core.Time;

namespace Vedetta.Core.Tests.Quality;

/// <summary>
/// A live credit model whose every day is played: predictions come during the day, outcomes ten days later, and monitors run
/// once a day. The clock is the test's.
/// </summary>
internal sealed class LabelWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly World _world;
    private readonly IncidentService _incidents;
    private readonly EvaluationService _evaluation;
    private readonly Random _random;
    private readonly int _perDay;
    private readonly List<(DateTimeOffset Due, string Json)> _waiting = [];
    private int _last;

    private LabelWorld(World world, int seed, int perDay)
    {
        (_world, _random, _perDay) = (world, new Random(seed), perDay);
        _incidents = new IncidentService(world.Metadata.Incidents, Notices, world.Clock);
        _evaluation = new EvaluationService(world.Metadata.Models, world.Metadata.Monitors, world.Reader, world.Events, world.Changed, _incidents, EvaluationOptions.Default);
        Performance = new RealizedPerformance(world.Metadata.Models, world.Metadata.Monitors, world.Events, world.Reader, EvaluationOptions.Default, world.Clock);
    }

    public RecordingNotifier Notices { get; } = new();

    public RealizedPerformance Performance { get; }

    public World World => _world;

    /// <summary>How well scores foretell outcomes on a day: 0 not at all, 1 as in the reference.</summary>
    public Func<int, double> Skill { get; set; } = _ => 1;

    /// <summary>Added to the odds of a positive outcome on a day, in logits.</summary>
    public Func<int, double> Shift { get; set; } = _ => 0;

    /// <summary>Days from a prediction of a day to its outcome; null for never.</summary>
    public Func<int, double?> Delay { get; set; } = _ => 10;

    /// <summary>Version that answers on a day.</summary>
    public Func<int, string> Version { get; set; } = _ => "1";

    public static async Task<LabelWorld> StartAsync(int seed = 1, int perDay = 300, params MonitorDefinition[] monitors)
    {
        var world = await World.StartAsync();
        world.Clock.Now = Start;
        await world.ModelAsync(new ModelDescription(ModelTask.Binary, Outcomes: [OutcomeDefinition.Label with { Maturity = new MaturityRule(TimeSpan.FromDays(10)) }]));
        var played = new LabelWorld(world, seed, perDay);
        await world.Metadata.Monitors.SaveAsync(monitors, default);
        var text = new StringBuilder("ts,score,label\n");
        for (var i = 0; i < 30 * perDay; i++)
        {
            var (score, label) = played.Row(1, 0);
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddDays(-40).AddDays((double)i / perDay):yyyy-MM-ddTHH:mm:ssZ},{score:0.0000},{label}\n");
        }

        await world.ReferenceAsync(text.ToString());
        return played;
    }

    public static MonitorDefinition Monitor(string name, MonitorMetric metric, string? method = null) =>
        DefaultMonitors.Of(World.Model, name, metric, []) with { Method = method ?? MonitorRules.UsualMethod(metric), Baseline = MonitorRules.UsualBaseline(metric), Audience = MonitorRules.UsualAudience(metric), Managed = false };

    /// <summary>Plays days from the one after the last: predictions, the outcomes that are due, an evaluation at half past midnight.</summary>
    public async Task PlayAsync(int from, int to)
    {
        for (var day = from; day < to; day++)
        {
            var rows = new StringBuilder();
            for (var i = 0; i < _perDay; i++)
            {
                var at = Start.AddDays(day + ((double)i / _perDay));
                var (score, label) = Row(Skill(day), Shift(day));
                rows.Append(CultureInfo.InvariantCulture, $$"""{"id":"p{{++_last}}","at":"{{at:yyyy-MM-ddTHH:mm:ssZ}}","version":"{{Version(day)}}","score":{{score:0.0000}}}""").Append('\n');
                if (Delay(day) is { } delay)
                    _waiting.Add((at.AddDays(delay), string.Create(CultureInfo.InvariantCulture, $$"""{"id":"p{{_last}}","outcome":"label","value":{{label}},"at":"{{at.AddDays(delay):yyyy-MM-ddTHH:mm:ssZ}}"}""")));
            }

            var now = Start.AddDays(day + 1).AddMinutes(30);
            _world.Clock.Now = now;
            await _world.PredictAsync(rows.ToString());
            var due = _waiting.Where(each => each.Due <= now).ToList();
            if (due.Count > 0) await _world.OutcomesAsync(string.Join('\n', due.Select(each => each.Json)));
            _waiting.RemoveAll(each => each.Due <= now);
            await EvaluateAsync();
        }
    }

    public async Task<EvaluationAnswer> EvaluateAsync() => await _evaluation.EvaluateAsync(World.Model, null, _world.Clock.Now, default);

    public async Task<(IReadOnlyList<EvaluationAnswer> Done, IReadOnlyList<(ModelId Model, Exception Failure)> Failed)> EvaluateDueAsync() => await _evaluation.EvaluateDueAsync(_world.Clock.Now, default);

    public async Task<IReadOnlyList<Point>> PointsAsync(string monitor) => await _world.Metadata.Monitors.PointsAsync(World.Model, monitor, new Window(Start.AddYears(-1), Start.AddYears(2)), default);

    public async Task<IReadOnlyList<Incident>> IncidentsAsync() => await _incidents.ListAsync(World.Model, null, 100, default);

    /// <summary>The day of a window.</summary>
    public static int DayOf(Window window) => (int)(window.From - Start).TotalDays;

    public async ValueTask DisposeAsync()
    {
        _evaluation.Dispose();
        _incidents.Dispose();
        await _world.DisposeAsync();
    }

    private (double Score, int Label) Row(double skill, double shift)
    {
        var logit = 3 * ((_random.NextDouble() * 2) - 1);
        var score = 1 / (1 + Math.Exp(-logit));
        var truth = 1 / (1 + Math.Exp(-((skill * logit) + shift)));
        return (score, _random.NextDouble() < truth ? 1 : 0);
    }
}
