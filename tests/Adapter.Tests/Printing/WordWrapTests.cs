using CleanApp.Infrastructure.Adapters.Printing;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Printing;

public sealed class WordWrapTests
{
    [Fact]
    public void Breaks_between_words() => WordWrap.Lines("um dois três quatro", 9).ShouldBe(["um dois", "três", "quatro"]);

    [Fact]
    public void A_line_may_be_exactly_full() => WordWrap.Lines("1234 67890 2345", 10).ShouldBe(["1234 67890", "2345"]);

    [Fact]
    public void A_word_longer_than_the_line_goes_on_in_the_next() =>
        WordWrap.Lines("ab 1234567890123 cd", 5).ShouldBe(["ab", "12345", "67890", "123", "cd"]);

    [Fact]
    public void The_end_of_a_long_word_shares_its_line() => WordWrap.Lines("1234567 ab", 5).ShouldBe(["12345", "67 ab"]);

    [Fact]
    public void Spaces_alone_are_no_line() => WordWrap.Lines("   ", 5).ShouldBeEmpty();

    [Fact]
    public void No_letter_is_lost_at_any_width()
    {
        const string text = "Clínica Odontológica Dr. Antônio de Albuquerque e Associados Ltda";
        for (var columns = 1; columns <= 80; columns++)
        {
            var lines = WordWrap.Lines(text, columns);

            lines.ShouldAllBe(line => line.Length <= columns);
            string.Concat(lines).Replace(" ", "").ShouldBe(text.Replace(" ", ""));
        }
    }
}
