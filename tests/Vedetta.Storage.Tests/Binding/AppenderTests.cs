using System.Text;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.Tests.Binding;

public sealed class AppenderTests : IDisposable
{
    private static readonly DuckDbType[] Types = [DuckDbType.BigInt, DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Boolean, DuckDbType.Integer, DuckDbType.Blob];
    private readonly Database database = Database.OpenInMemory();
    private readonly Connection connection;

    public AppenderTests()
    {
        connection = database.Connect();
        connection.Execute("CREATE TABLE t(a BIGINT, b DOUBLE, c VARCHAR, d BOOLEAN, e INTEGER, f BLOB)");
    }

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(250_000)]
    public void Append_round_trips_rows_and_missing_values(int rows)
    {
        connection.Begin();
        using (Appender appender = connection.Append("t", Types))
        {
            Fill(appender, rows);
            appender.Complete();
        }

        connection.Commit();

        long row = 0;
        using Result result = connection.Query("SELECT * FROM t");
        while (result.Read())
        {
            for (int i = 0; i < result.RowCount; i++, row++)
            {
                if (result.Column<long>(0)[i] != row || result.Column<int>(4)[i] != (int)(row * 2) || result.Column<bool>(3)[i] != (row % 2 == 0)
                    || result.IsValid(1, i) != (row % 5 != 0) || (row % 5 != 0 && !result.Column<double>(1)[i].Equals(Double(row)))
                    || result.Text(2, i) != Text(row) || !result.Bytes(5, i).SequenceEqual(Bytes(row)))
                {
                    Assert.Fail($"Row {row} came back different.");
                }
            }
        }

        row.ShouldBe(rows);
    }

    [Fact]
    public void Dispose_without_completing_writes_nothing()
    {
        connection.Begin();
        using (Appender appender = connection.Append("t", Types))
        {
            Fill(appender, 10);
        }

        connection.Rollback();

        connection.QueryInt64("SELECT count(*) FROM t").ShouldBe(0);
    }

    [Fact]
    public void Append_to_chosen_columns_leaves_the_others_to_their_default()
    {
        connection.Execute("CREATE TABLE grown(a BIGINT, b DOUBLE, c VARCHAR)");
        using (Appender appender = connection.Append("grown", ["c", "a"], [DuckDbType.Varchar, DuckDbType.BigInt]))
        {
            appender.SetBytes(0, 0, "x"u8);
            appender.Column<long>(1)[0] = 5;
            appender.Append(1);
            appender.Complete();
        }

        using Result result = connection.Query("SELECT a, b, c FROM grown");
        result.Read().ShouldBeTrue();
        result.Column<long>(0)[0].ShouldBe(5);
        result.IsValid(1, 0).ShouldBeFalse();
        result.Text(2, 0).ShouldBe("x");
    }

    [Fact]
    public void Append_of_a_broken_constraint_throws_its_kind()
    {
        connection.Execute("CREATE TABLE strict(a BIGINT NOT NULL)");
        using Appender appender = connection.Append("strict", [DuckDbType.BigInt]);
        appender.SetNull(0, 0);

        DuckDbException error = Should.Throw<DuckDbException>(() =>
        {
            appender.Append(1);
            appender.Complete();
        });

        error.Kind.ShouldBe(DuckDbErrorKind.Constraint);
    }

    [Fact]
    public void Append_to_an_unknown_table_is_refused()
        => Should.Throw<DuckDbException>(() => connection.Append("nowhere", [DuckDbType.BigInt])).Message.ShouldContain("nowhere");

    private static void Fill(Appender appender, int rows)
    {
        for (int start = 0; start < rows; start += Appender.Capacity)
        {
            int count = Math.Min(Appender.Capacity, rows - start);
            for (int i = 0; i < count; i++)
            {
                int row = start + i;
                appender.Column<long>(0)[i] = row;
                appender.Column<double>(1)[i] = Double(row);
                if (row % 5 == 0)
                {
                    appender.SetNull(1, i);
                }

                appender.SetBytes(2, i, Encoding.UTF8.GetBytes(Text(row)));
                appender.Column<bool>(3)[i] = row % 2 == 0;
                appender.Column<int>(4)[i] = row * 2;
                appender.SetBytes(5, i, Bytes(row));
            }

            appender.Append(count);
        }
    }

    private static double Double(long row) => row % 7 == 0 ? double.NaN : row % 11 == 0 ? double.NegativeInfinity : row / 3.0;

    private static string Text(long row) => (row % 4) switch
    {
        0 => "",
        1 => "twelve bytes",
        2 => "thirteen byte",
        _ => $"ключ ә {row} – long enough to leave the cell",
    };

    private static byte[] Bytes(long row) => [.. Enumerable.Range(0, (int)(row % 20)).Select(i => (byte)(row + i))];
}
