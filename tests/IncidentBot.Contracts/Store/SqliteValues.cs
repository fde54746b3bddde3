using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Contracts.Store;

/// <summary>What the writer writes by itself stands in the file as ADO.NET's provider would have written it.</summary>
public sealed class SqliteValues
{
    private static readonly Gen<object?> Times =
        from day in Gen.Choose(1, 3_652_000)
        from ticks in Gen.Choose(0, int.MaxValue)
        from spread in Gen.Elements(0L, 1L, 10L, 10_000_000L, 600_000_000L)
        from minutes in Gen.Elements(0, 0, 0, 120, -330)
        select (object?)
            new DateTimeOffset(
                DateTime.MinValue.AddDays(day).AddTicks(ticks * spread % TimeSpan.TicksPerDay),
                TimeSpan.FromMinutes(minutes)
            );

    private static readonly Gen<object?> Values = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => (object?)text),
        Gen.Choose(0, 3_000).Select(length => (object?)new string('é', length)),
        ArbMap.Default.GeneratorFor<int>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => (object?)flag),
        Gen.Choose(-1_000_000, 1_000_000).Select(number => (object?)(number / 3.0)),
        Gen.Choose(0, 3_652_058).Select(day => (object?)DateOnly.FromDayNumber(day)),
        Times,
        Gen.Constant<object?>(null),
        Gen.Constant<object?>("")
    );

    [Fact]
    public async Task Any_value_is_written_alike()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        const string Look = "select typeof(@p0) || ' ' || quote(@p0) || ' ' || coalesce(@p1, 'nothing')";
        await using var own = new SqliteStatement(connection, Look);
        await using var theirs = new PreparedCommand(connection, Look);

        foreach (var value in Values.Sample(2_000, 100))
        {
            object?[] values = [value, value as string];
            Assert.Equal(await theirs.ScalarAsync(values), await own.ScalarAsync(values));
        }
    }

    [Fact]
    public async Task A_parameter_may_come_in_any_order_and_more_than_once()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var statement = new SqliteStatement(connection, "select @p1 || @p0 || @p1");

        Assert.Equal("bab", await statement.ScalarAsync(["a", "b"]));
        Assert.Equal("dcd", await statement.ScalarAsync(["c", "d"]));
    }

    [Fact]
    public async Task Changes_are_counted_and_a_refusal_says_what_was_refused()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var table = new SqliteStatement(connection, "create table t (id text not null primary key)");
        await table.ExecuteAsync([]);
        await using var insert = new SqliteStatement(connection, "insert into t (id) values (@p0)");
        await using var again = new SqliteStatement(connection, "insert into t (id) values (@p0) on conflict (id) do nothing");

        Assert.Equal((1, 0, 1), (await insert.ExecuteAsync(["a"]), await again.ExecuteAsync(["a"]), await again.ExecuteAsync(["b"])));
        var refusal = await Assert.ThrowsAsync<SqliteException>(() => insert.ExecuteAsync(["a"]));
        Assert.Contains("t.id", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1555, refusal.SqliteExtendedErrorCode);
        // It serves on.
        Assert.Equal(1, await insert.ExecuteAsync(["c"]));
    }
}
