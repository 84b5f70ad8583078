using Vedetta.Core.Quality.Scores;

namespace Vedetta.Core.Tests.Quality.Scores;

public sealed class ScoreFormatTests
{
    [Theory]
    [InlineData(ScoreSection.Rows)]
    [InlineData(ScoreSection.Labels)]
    [InlineData(ScoreSection.Values)]
    public void A_profile_read_back_is_the_one_written(ScoreSection section)
    {
        var table = Table(section, 500, seed: 1);
        var bytes = ScoreFormat.Write(section, ScoreGrid.Probability, table);
        var read = Empty(section);
        ScoreFormat.AddTo(read, bytes, section);
        ScoreFormat.Write(section, ScoreGrid.Probability, read).ShouldBe(bytes);
        ScoreFormat.SectionOf(bytes).ShouldBe(section);
        ScoreFormat.GridOf(bytes).ShouldBe(ScoreGrid.Probability);
    }

    [Fact]
    public void Adding_two_profiles_adds_their_counts()
    {
        var (a, b) = (Table(ScoreSection.Labels, 300, seed: 2), Table(ScoreSection.Labels, 300, seed: 3));
        var sum = Empty(ScoreSection.Labels);
        ScoreFormat.AddTo(sum, ScoreFormat.Write(ScoreSection.Labels, ScoreGrid.Digits, a), ScoreSection.Labels);
        ScoreFormat.AddTo(sum, ScoreFormat.Write(ScoreSection.Labels, ScoreGrid.Digits, b), ScoreSection.Labels);
        a.Merge(b);
        ScoreFormat.Write(ScoreSection.Labels, ScoreGrid.Digits, sum).ShouldBe(ScoreFormat.Write(ScoreSection.Labels, ScoreGrid.Digits, a));
    }

    [Fact]
    public void Damaged_bytes_are_refused_and_never_counted()
    {
        var bytes = ScoreFormat.Write(ScoreSection.Rows, ScoreGrid.Probability, Table(ScoreSection.Rows, 40, seed: 4));
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x20;
            Should.Throw<FormatException>(() => ScoreFormat.AddTo(Empty(ScoreSection.Rows), damaged, ScoreSection.Rows));
            Should.Throw<FormatException>(() => ScoreFormat.AddTo(Empty(ScoreSection.Rows), bytes.AsSpan(0, i), ScoreSection.Rows));
        }

        Should.Throw<FormatException>(() => ScoreFormat.AddTo(Empty(ScoreSection.Labels), bytes, ScoreSection.Labels)).Message.ShouldContain("Rows");
    }

    private static ScoreTable Empty(ScoreSection section) => new(ScoreColumns.Of(section).Counts, ScoreColumns.Of(section).Sums);

    private static ScoreTable Table(ScoreSection section, int cells, int seed)
    {
        var random = new Random(seed);
        var table = Empty(section);
        for (var i = 0; i < cells; i++)
        {
            var place = table.PlaceOf(i == 0 ? ScoreTable.NoScore : random.Next(-3_000, 3_000));
            foreach (ref var count in table.Counts(place)) count += random.Next(4) == 0 ? random.NextInt64(1_000_000_000) : random.Next(3);
            foreach (ref var sum in table.Sums(place)) sum += (float)random.Next(1_000);
        }

        return table;
    }
}
