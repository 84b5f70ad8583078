using Vedetta.Client.Sending;

namespace Vedetta.Client.Tests.Sending;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void Delay_doubles_within_its_bounds_whatever_is_drawn()
    {
        var draws = new Random(1);
        for (int failures = 1; failures < 2_000; failures++)
        {
            double whole = Math.Min(30, 0.5 * Math.Pow(2, failures - 1));
            Backoff.Delay(failures, First, Longest, null, draws.NextDouble()).TotalSeconds.ShouldBeInRange(whole / 2, whole);
        }
    }

    [Fact]
    public void Delay_is_never_shorter_than_the_server_asks()
    {
        var draws = new Random(2);
        for (int seconds = 1; seconds < 300; seconds++)
        {
            Backoff.Delay(1, First, Longest, TimeSpan.FromSeconds(seconds), draws.NextDouble())
                .ShouldBeInRange(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) + First);
        }
    }

    [Fact]
    public void Delay_does_not_believe_a_server_that_asks_for_a_year() =>
        Backoff.Delay(1, First, Longest, TimeSpan.FromDays(365), 0.5).ShouldBeLessThan(TimeSpan.FromMinutes(6));

    [Fact]
    public void Delay_ignores_a_time_in_the_past() =>
        Backoff.Delay(1, First, Longest, TimeSpan.FromSeconds(-5), 0).ShouldBe(TimeSpan.FromMilliseconds(250));
}
