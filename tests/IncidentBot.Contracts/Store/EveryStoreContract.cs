namespace IncidentBot.Contracts.Store;

/// <summary>Whatever holds on one product has to hold on the other.</summary>
public sealed class EveryStoreContract
{
    [Theory]
    [InlineData("OnSqlite")]
    [InlineData("OnPostgres")]
    public void Runs_on_both_products(string product) =>
        Assert.All(
            Types.Where(type => type.IsAbstract && type != typeof(StoreContract)),
            contract =>
                Assert.True(
                    Types.Any(type => type.BaseType == contract && type.Name.EndsWith(product, StringComparison.Ordinal)),
                    $"{contract.Name} has no subclass whose name ends in {product}; they stand beside SqliteTestDatabase and PostgresTestDatabase."
                )
        );

    private static IEnumerable<Type> Types => typeof(StoreContract).Assembly.GetTypes().Where(typeof(StoreContract).IsAssignableFrom);
}
