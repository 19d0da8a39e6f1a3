using CleanApp.Application.Inbox.Messages;
using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Held against Snowball's own program, which PostgreSQL has built in; with words of a dictionary, never a customer's.</summary>
public sealed class StemTests
{
    /// <summary>Without accents and no plurals, where both know the same rules.</summary>
    private const string Words =
        "abacate abandonar abraco abrir absurdo acabar aceitar acesso achar acordo acreditar adiantar adiar administrador agradecer agradecimento aguardar "
        + "ajudar ajuste alegria aluguel amanhecer ambiente amigo amor andar anexo animado anotar antiga aparelho apartamento apertado aprovado aprender "
        + "arrumar assinatura assinar assunto atendente atender atendimento atraso atrasado atualizar autorizar aviso avisar baixo banco banho barato bateria "
        + "beleza bloquear boleto bonito branco brasileira buscar cachorro cadastro cadastrar caixa calcular cama cancelar cancelado cansativo capacidade "
        + "caro carregar carteira casamento cedo celular central certeza chamado chave chegada cheio cheque cidade claramente cliente cobrar cobrador comida "
        + "comprador comprar comprovante computador comunicar condicionado conferir confirmado conhecer conseguir consertar conserto consulta consultar "
        + "contato contratar contrato correto corrigir costureira credito cuidadoso cupom curso dado decidir defeito deixar demora demorado dentista "
        + "depositar desconto desculpa desejar desligar destino detalhe devagar devolver diariamente dinheiro direito diretamente disponivel documento "
        + "doente duvida educado embalagem embora emergente emissor encomenda encomendar encontrar endereco enfermeira engano enorme entender entrada "
        + "entrar entregador entregar enviado envolver escolher escrever esperando esperar esquecer estacionamento estado estoque estragado exame exatamente "
        + "exemplo experimentar facilmente falar falta fatura fazer fechado fechamento feira ferramenta ferramental ficha financeiro firme fiscal formulario "
        + "fornecedor fotografia frete funcionando funcionar furado garantia gasolina gastar gerente gostar gostoso gratuito grupo guardar horrivel humano "
        + "idade identidade imagem imediatamente imposto impressora incluir indicar infelizmente iniciar instalado instalar interessante interessado "
        + "investimento janela jardineiro jogar juridico juro laboratorio ladeira laranja lavar legal lembrete levar licenciamento ligar limite limpeza "
        + "liquidado lista loja longo lugar madeira mandar maneira manter marcado material medida mensalidade mercado mesa metade minuto modelo momento "
        + "montar montagem motivo motorista mudar multa mundo musica necessario negociar noite normalmente nome nota novamente numero obrigado ocupado "
        + "oferecer oferta oficina organizar original pacote padaria pagamento palavra papelaria parada parar parcela parcelamento parceiro parecido "
        + "participar partida passado passagem passar pedido peixe pendente pensar perder perguntar permitir pesado pessoa piscina planejamento "
        + "plano porteiro possivel preciso precisar prefeitura preferir prejuizo premio preparar presente prestador primeiro problema procurar produto "
        + "profissional programar prometer proposta proximo publicidade qualidade quantidade quarto quebrado quebrar querer rapidamente realizar "
        + "receber recebimento recibo reclamar recomendar recusado referente regiao relatorio remedio renovar reparar repetir reserva reservar resolver "
        + "responder resposta resultado retirada retirar retornar reuniao revisar roupa rua saber salario saldo secretaria seguinte segunda segurado "
        + "seguro semana senha sentir separado servidor servico simplesmente sistema sobrinho sofrido solicitar solicitado somente sorvete subir suspender "
        + "tamanho tarde taxa tecnico telefone televisor tempo tentando tentar terminar tirar tomada totalmente trabalhador trabalhar tranquilo transferir "
        + "transporte tratamento trocar troca turno ultimo unidade urgente urgentemente usar validade valor vantagem vazamento vencido vender vendedor "
        + "verdade verificar vestido viagem viajar vidro visita visitar vistoria vizinho voltar vontade zelador zona";

    /// <summary>
    /// Where we say otherwise, and why: endings written with an accent, which Snowball knows only so; -il, whose plural is that of -el; and
    /// -que, which is a form of -car.
    /// </summary>
    private static bool IsOurs(string word) =>
        word.EndsWith("cao", StringComparison.Ordinal)
        || word.EndsWith("vel", StringComparison.Ordinal)
        || word.EndsWith("encia", StringComparison.Ordinal)
        || word.EndsWith("il", StringComparison.Ordinal)
        || word.EndsWith("que", StringComparison.Ordinal);

    /// <summary>As it is written before an a or an o: paguei is a form of pagar.</summary>
    private static string Spelled(string stem) =>
        stem.EndsWith("gu", StringComparison.Ordinal) ? stem[..^1]
        : stem.EndsWith("qu", StringComparison.Ordinal) ? $"{stem[..^2]}c"
        : stem;

    [Fact]
    public async Task Our_stems_are_Snowballs()
    {
        await using var connection = await Behind.OpenAsync();
        // Without its list of words that are left out; gone with the transaction.
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var make = new NpgsqlCommand("create text search dictionary plain (template = snowball, language = portuguese)", connection))
            await make.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var ask = new NpgsqlCommand("select w, (ts_lexize('plain', w))[1] from unnest($1) w", connection);
        var words = Words.Split(' ').Distinct().Where(w => !IsOurs(w)).ToArray();
        ask.Parameters.Add(new NpgsqlParameter { Value = words });
        var others = new List<string>();
        await using var reader = await ask.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            if (PortugueseStem.Of(reader.GetString(0)) is var ours && ours != Spelled(reader.GetString(1)))
                others.Add($"{reader.GetString(0)}: {ours}, {reader.GetString(1)}");

        words.Length.ShouldBeGreaterThan(400);
        others.ShouldBeEmpty(string.Join('\n', others));
    }
}
