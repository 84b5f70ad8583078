using System.Text;
using Vedetta.Storage.DuckDb.Binding;

namespace Vedetta.Storage.Tests.Binding;

public sealed class StatementTests : IDisposable
{
    private readonly Database database = Database.OpenInMemory();
    private readonly Connection connection;

    public StatementTests() => connection = database.Connect();

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }

    [Fact]
    public void Bind_round_trips_every_type()
    {
        using Statement statement = connection.Prepare("SELECT $1::BIGINT, $2::DOUBLE, $3::BOOLEAN, $4::VARCHAR, $5::BLOB, $6::INTEGER, $7::UBIGINT, $8::VARCHAR");
        statement.ParameterCount.ShouldBe(8);
        statement.Bind(1, long.MinValue).Bind(2, double.NaN).Bind(3, value: true).Bind(4, "Ысык-Көл 🏔 '; DROP TABLE x")
            .BindBlob(5, [0, 255, 1]).Bind(6, -7).Bind(7, ulong.MaxValue).BindNull(8);

        using Result result = statement.Query();

        result.Read().ShouldBeTrue();
        result.RowCount.ShouldBe(1);
        result.Column<long>(0)[0].ShouldBe(long.MinValue);
        result.Column<double>(1)[0].ShouldBe(double.NaN);
        result.Column<bool>(2)[0].ShouldBeTrue();
        result.Text(3, 0).ShouldBe("Ысык-Көл 🏔 '; DROP TABLE x");
        result.Bytes(4, 0).ToArray().ShouldBe([0, 255, 1]);
        result.Column<int>(5)[0].ShouldBe(-7);
        result.Column<ulong>(6)[0].ShouldBe(ulong.MaxValue);
        result.IsValid(7, 0).ShouldBeFalse();
        result.Text(7, 0).ShouldBeNull();
        result.Read().ShouldBeFalse();
    }

    [Fact]
    public void Bind_empty_text_is_not_null()
    {
        using Statement statement = connection.Prepare("SELECT $1::VARCHAR IS NULL, $2::BLOB IS NULL");
        statement.Bind(1, "").BindBlob(2, []);

        using Result result = statement.Query();

        result.Read().ShouldBeTrue();
        result.Column<bool>(0)[0].ShouldBeFalse();
        result.Column<bool>(1)[0].ShouldBeFalse();
    }

    [Fact]
    public void Bind_beyond_the_parameters_is_refused()
    {
        using Statement statement = connection.Prepare("SELECT $1::BIGINT");

        Should.Throw<ArgumentOutOfRangeException>(() => statement.Bind(2, 1L));
    }

    [Fact]
    public void Execute_answers_the_rows_changed()
    {
        connection.Execute("CREATE TABLE t AS SELECT range AS a FROM range(10)");
        using Statement statement = connection.Prepare("DELETE FROM t WHERE a < $1");

        statement.Bind(1, 4L).Execute().ShouldBe(4);
        statement.Bind(1, 6L).Execute().ShouldBe(2);
    }

    [Fact]
    public void Prepare_of_a_wrong_statement_names_the_fault()
    {
        DuckDbException error = Should.Throw<DuckDbException>(() => connection.Prepare("SELECT nothing FROM nowhere"));

        error.Kind.ShouldBe(DuckDbErrorKind.Catalog);
        error.Message.ShouldContain("nowhere");
    }

    [Fact]
    public void Error_of_a_value_does_not_quote_it()
    {
        using Statement statement = connection.Prepare("SELECT $1::VARCHAR::BIGINT");
        statement.Bind(1, "secret-value");

        DuckDbException error = Should.Throw<DuckDbException>(() => statement.QueryInt64());

        error.Kind.ShouldBe(DuckDbErrorKind.Conversion);
        error.Message.ShouldNotContain("secret-value");
        error.EngineMessage.ShouldContain("secret-value");
    }

    [Fact]
    public void Query_streams_many_chunks_in_order()
    {
        using Result result = connection.Query("SELECT range, CASE WHEN range % 3 = 0 THEN NULL ELSE 'text number ' || range END FROM range(100000)");
        long next = 0;
        while (result.Read())
        {
            ReadOnlySpan<long> numbers = result.Column<long>(0);
            for (int i = 0; i < result.RowCount; i++, next++)
            {
                numbers[i].ShouldBe(next);
                result.IsValid(1, i).ShouldBe(next % 3 != 0);
                if (next % 3 != 0)
                {
                    Encoding.UTF8.GetString(result.Bytes(1, i)).ShouldBe($"text number {next}");
                }
            }
        }

        next.ShouldBe(100000);
    }

    [Fact]
    public void Query_that_fails_while_streaming_throws()
    {
        using Result result = connection.Query("SELECT CASE WHEN range = 4900000 THEN error('late') ELSE range END FROM range(5000000)");

        Should.Throw<DuckDbException>(() =>
        {
            while (result.Read())
            {
                result.RowCount.ShouldBePositive();
            }
        });
    }

    [Fact]
    public void Column_of_another_type_is_refused()
    {
        using Result result = connection.Query("SELECT 1::BIGINT, 2::INTEGER");
        result.Read().ShouldBeTrue();

        Should.Throw<InvalidOperationException>(() => { _ = result.Column<double>(0); });
        Should.Throw<InvalidOperationException>(() => { _ = result.Bytes(1, 0); });
    }
}
