using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

public sealed class OrderKeyTests
{
    /// <summary>Where among those that are there already each one more is put: at the beginning, at the end, at one place again and again, anywhere.</summary>
    private static readonly Gen<int[]> Places = Gen.OneOf(Gen.Constant(0), Gen.Constant(int.MaxValue), Gen.Constant(1), Gen.Choose(0, int.MaxValue))
        .ArrayOf(60);

    [Fact]
    public void Whatever_is_put_wherever_stands_there_and_is_a_key() =>
        Prop.ForAll(
                Places.ToArbitrary(),
                places =>
                {
                    var keys = new List<OrderKey>();
                    foreach (var place in places)
                    {
                        var index = (int)(place % (keys.Count + 1L));
                        keys.Insert(place == int.MaxValue ? keys.Count : index, Between(keys, place == int.MaxValue ? keys.Count : index));
                    }
                    return IsInOrder(keys) && keys.TrueForAll(k => OrderKey.Parse(k.Value) == k);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("at the beginning", 0, 5)]
    [InlineData("at the end", int.MaxValue, 5)]
    // The fraction grows by a digit with about five; before that hurts, whoever gives out places numbers anew.
    [InlineData("behind the first", 1, 1010)]
    public void Thousands_are_put_at_the_same_place(string where, int place, int longest)
    {
        var keys = new List<OrderKey> { OrderKey.First, OrderKey.After(OrderKey.First) };
        for (var i = 0; i < 5_000; i++)
        {
            var index = Math.Min(place, keys.Count);
            keys.Insert(index, Between(keys, index));
        }

        IsInOrder(keys).ShouldBeTrue(where);
        keys.Max(k => k.Value.Length).ShouldBeInRange(3, longest, where);
        keys.Any(k => k.IsLong).ShouldBe(place == 1, where);
    }

    [Fact]
    public void At_either_end_the_number_counts_on_through_every_length()
    {
        var (up, down) = (OrderKey.First, OrderKey.First);
        for (var i = 0; i < 250_000; i++)
        {
            var (higher, lower) = (OrderKey.Between(up, null), OrderKey.Between(null, down));
            (up.CompareTo(higher) < 0 && lower.CompareTo(down) < 0).ShouldBeTrue();
            (up, down) = (higher, lower);
        }

        (up.Value.Length, down.Value.Length).ShouldBe((5, 5));
    }

    [Theory]
    [InlineData(null, null, "a0")]
    [InlineData("a0", null, "a1")]
    [InlineData("az", null, "b00")]
    [InlineData(null, "a0", "Zz")]
    [InlineData(null, "Z0", "Yzz")]
    [InlineData("a0", "a1", "a0V")]
    [InlineData("a0", "a0V", "a0F")]
    [InlineData("a0V", "a1", "a0k")]
    [InlineData("Zz", "a1", "a0")]
    [InlineData("a0", "a2", "a1")]
    [InlineData(null, "a0V", "a0")]
    [InlineData("a01", "a02", "a01V")]
    public void Between_two_is_the_middle(string? before, string? after, string between) =>
        OrderKey.Between(Key(before), Key(after)).Value.ShouldBe(between);

    [Theory]
    [InlineData("a1", "a0")]
    [InlineData("a0", "a0")]
    public void Nothing_is_between_one_and_itself(string before, string after) =>
        Should.Throw<ArgumentException>(() => OrderKey.Between(Key(before), Key(after)));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("0a")]
    [InlineData("b0")]
    // It would be the same as a0, in another place.
    [InlineData("a00")]
    [InlineData("a0é")]
    [InlineData("a0 ")]
    public void What_is_no_key_is_refused(string text) => new Action(() => OrderKey.Parse(text)).ShouldBeRefusedWith(CommonErrors.CursorInvalid);

    private static OrderKey? Key(string? text) => text is null ? null : OrderKey.Parse(text);

    private static OrderKey Between(List<OrderKey> keys, int index) =>
        OrderKey.Between(index == 0 ? null : keys[index - 1], index == keys.Count ? null : keys[index]);

    private static bool IsInOrder(List<OrderKey> keys) => keys.Zip(keys.Skip(1)).All(pair => pair.First.CompareTo(pair.Second) < 0);
}
