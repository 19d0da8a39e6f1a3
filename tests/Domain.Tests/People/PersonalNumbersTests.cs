using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.People;

public sealed class PersonalNumbersTests
{
    [Theory]
    [InlineData("529.982.247-25", "52998224725")]
    [InlineData("11144477735", "11144477735")]
    [InlineData(" 123.456.789-09 ", "12345678909")]
    [InlineData("00000000191", "00000000191")]
    public void A_cpf_is_its_digits_leading_zeros_included(string text, string digits) => Cpf.Parse(text).Value.ShouldBe(digits);

    [Theory]
    [InlineData("12345678900")]
    [InlineData("11111111111")]
    [InlineData("00000000000")]
    [InlineData("5299822472")]
    [InlineData("529982247255")]
    [InlineData("52998224726")]
    [InlineData("52998224735")]
    [InlineData("529 982 247 25")]
    [InlineData("52998224A25")]
    [InlineData("５２９９８２２４７２５")]
    [InlineData("")]
    public void What_is_no_cpf_is_refused(string text) => new Action(() => Cpf.Parse(text)).ShouldBeRefusedWith(PeopleErrors.CpfInvalid);

    [Theory]
    [InlineData("12.ABC.345/01DE-35", "12ABC34501DE35")]
    [InlineData("12.abc.345/01de-35", "12ABC34501DE35")]
    [InlineData("A1B2C3D4E5F668", "A1B2C3D4E5F668")]
    [InlineData("ABCDEFGHIJKL80", "ABCDEFGHIJKL80")]
    [InlineData("ZZZZZZZZZZZZ62", "ZZZZZZZZZZZZ62")]
    [InlineData("AAAAAAAA000191", "AAAAAAAA000191")]
    [InlineData("11.222.333/0001-81", "11222333000181")]
    [InlineData("00000000000191", "00000000000191")]
    [InlineData("12345678000195", "12345678000195")]
    public void A_cnpj_may_have_letters_and_counts_them_by_their_ascii_code(string text, string value) => Cnpj.Parse(text).Value.ShouldBe(value);

    [Theory]
    [InlineData("12ABC34501DE36")]
    [InlineData("12ABC34501DE3A")]
    [InlineData("11222333000180")]
    [InlineData("00000000000000")]
    [InlineData("1122233300018")]
    [InlineData("12ÁBC34501DE35")]
    [InlineData("")]
    public void What_is_no_cnpj_is_refused(string text) => new Action(() => Cnpj.Parse(text)).ShouldBeRefusedWith(PeopleErrors.CnpjInvalid);

    [Theory]
    [InlineData("(11) 98765-4321")]
    [InlineData("11987654321")]
    [InlineData("011 98765 4321")]
    [InlineData("5511987654321")]
    [InlineData("+55 11 98765-4321")]
    [InlineData("+55 11 8765-4321")]
    [InlineData("551187654321")]
    [InlineData("11 8765-4321")]
    public void A_mobile_number_is_the_same_with_and_without_country_and_ninth_digit(string text) =>
        Phone.Parse(text).Value.ShouldBe("+5511987654321");

    [Theory]
    [InlineData("(11) 3456-7890", "+551134567890")]
    [InlineData("55 3222-1000", "+555532221000")]
    [InlineData("+351 912 345 678", "+351912345678")]
    [InlineData("+1 (415) 555-2671", "+14155552671")]
    public void A_fixed_or_foreign_number_stays_as_it_is(string text, string value) => Phone.Parse(text).Value.ShouldBe(value);

    [Theory]
    [InlineData("98765-4321")]
    [InlineData("(10) 98765-4321")]
    [InlineData("(11) 18765-4321")]
    [InlineData("(11) 987654-321 r. 5")]
    [InlineData("+55 11 1234-5678")]
    [InlineData("+0123456789")]
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("11+987654321")]
    [InlineData("")]
    public void What_is_no_number_is_refused(string text) => new Action(() => Phone.Parse(text)).ShouldBeRefusedWith(CommonErrors.PhoneInvalid);

    [Theory]
    [InlineData(" Maria@Padaria.Example ", "maria@padaria.example")]
    [InlineData("a.b+c@d.e.example", "a.b+c@d.e.example")]
    public void An_address_is_kept_in_lower_case(string text, string value) => EmailAddress.Parse(text).Value.ShouldBe(value);

    [Theory]
    [InlineData("maria")]
    [InlineData("maria@padaria")]
    [InlineData("@padaria.example")]
    [InlineData("maria@@padaria.example")]
    [InlineData("maria@padaria..example")]
    [InlineData("maria silva@padaria.example")]
    [InlineData("Maria <maria@padaria.example>")]
    [InlineData("")]
    public void What_is_no_address_is_refused(string text) =>
        new Action(() => EmailAddress.Parse(text)).ShouldBeRefusedWith(PeopleErrors.EmailInvalid);

    [Fact]
    public void Written_out_by_accident_they_tell_little()
    {
        $"{Cpf.Parse("52998224725")}".ShouldBe("***.982.247-**");
        $"{Cnpj.Parse("12ABC34501DE35")}".ShouldBe("**.ABC.345/****-**");
        $"{Phone.Parse("11987654321")}".ShouldBe("+55 11 *******21");
        $"{Phone.Parse("+351912345678")}".ShouldBe("+35 ********78");
        $"{EmailAddress.Parse("maria@padaria.example")}".ShouldBe("m***@padaria.example");
    }
}
