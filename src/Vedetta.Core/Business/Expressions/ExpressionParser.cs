namespace Vedetta.Core.Business.Expressions;

/// <summary>
/// Reads expressions such as <c>count(decision = approve) / count</c>, <c>sum(revenue, channel in (web, mobile))</c>,
/// <c>repaid * count(fpd = 0) - loss * count(fpd = 1) - 38 * count</c> and <c>nps(recommend)</c>. Pure.
/// </summary>
public static class ExpressionParser
{
    /// <summary>What an expression may be, for messages.</summary>
    public const string Allowed =
        "count, count(condition), sum(column), sum(column, condition), mean(column), nps(column), numbers and assumptions before them, + and -, and one / between two of them, sums in parentheses; "
        + "conditions are column = value, !=, <, <=, >, >=, in (a, b), is known, is missing, joined by 'and'";

    /// <summary>Reads a text; answers the expression, or what is wrong with it.</summary>
    public static (BusinessExpression? Expression, ExpressionFault? Fault) Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, new ExpressionFault(1, $"an expression is wanted: {Allowed}"));
        try
        {
            return (new Reader(ExpressionTokens.Of(text)).Read(), null);
        }
        catch (ExpressionException failure)
        {
            return (null, failure.Fault);
        }
    }

    private sealed class Reader(List<ExpressionToken> tokens)
    {
        private int _at;

        private ExpressionToken Now => tokens[_at];

        public BusinessExpression Read()
        {
            if (IsName("mean") || IsName("nps")) return Special();
            var wrapped = Now is { Kind: TokenKind.Sign, Text: "(" };
            var top = Form();

            // Without parentheses a - b / c would be read in two ways.
            if (!wrapped && top.Count > 1 && Now is { Kind: TokenKind.Sign, Text: "/" }) throw new ExpressionException(Now.Place, "put the sum before / in parentheses: (a - b) / c");
            var bottom = Take("/") ? Bottom() : null;
            End();
            return new BusinessExpression(top, bottom);
        }

        private List<BusinessTerm> Bottom()
        {
            var (wrapped, place) = (Now is { Kind: TokenKind.Sign, Text: "(" }, Now.Place);
            var bottom = Form();
            return wrapped || bottom.Count == 1 ? bottom : throw new ExpressionException(place, "put the sum after / in parentheses: a / (b + c)");
        }

        // mean and nps are ratios by themselves and stand alone.
        private BusinessExpression Special()
        {
            var word = tokens[_at++].Text;
            Want("(");
            var column = Name("a column");
            var conditions = Take(",") ? Conditions() : [];
            Want(")");
            End();
            BusinessTerm Count(double factor, params BusinessCondition[] more) => new(factor, [], "", [.. conditions, .. more]);
            var known = new BusinessCondition(column, ConditionKind.Known, []);
            return word == "mean"
                ? new BusinessExpression([new BusinessTerm(1, [], column, conditions)], [Count(1, known)])
                : new BusinessExpression([Count(100, new BusinessCondition(column, ConditionKind.AtLeast, ["9"])), Count(-100, new BusinessCondition(column, ConditionKind.AtMost, ["6"]))], [Count(1, known)]);
        }

        private List<BusinessTerm> Form()
        {
            if (Take("("))
            {
                var inside = Form();
                Want(")");
                return inside;
            }

            var sign = Take("-") ? -1.0 : 1;
            var terms = new List<BusinessTerm> { Term(sign) };
            while (true)
            {
                if (Take("+")) terms.Add(Term(1));
                else if (Take("-")) terms.Add(Term(-1));
                else return terms;
            }
        }

        private BusinessTerm Term(double factor)
        {
            var assumptions = new List<string>();
            BusinessTerm? aggregate = null;
            var place = Now.Place;
            do
            {
                if (Now.Kind == TokenKind.Number) factor *= tokens[_at++].Number;
                else if (IsName("count") || IsName("sum"))
                {
                    if (aggregate is not null) throw new ExpressionException(Now.Place, "two aggregates cannot be multiplied");
                    aggregate = Aggregate();
                }
                else if (IsName("mean") || IsName("nps")) throw new ExpressionException(Now.Place, $"{Now.Text} stands alone");
                else assumptions.Add(Name("count, sum, a number or an assumption"));
            }
            while (Take("*"));
            if (aggregate is null) throw new ExpressionException(place, "a term needs count or sum; a number alone says nothing about rows");
            return aggregate with { Factor = factor, Assumptions = assumptions };
        }

        private BusinessTerm Aggregate()
        {
            var word = tokens[_at++].Text;
            if (word == "count")
            {
                if (!Take("(")) return new BusinessTerm(1, [], "", []);
                var rows = Conditions();
                Want(")");
                return new BusinessTerm(1, [], "", rows);
            }

            Want("(");
            var column = Name("a column");
            var conditions = Take(",") ? Conditions() : [];
            Want(")");
            return new BusinessTerm(1, [], column, conditions);
        }

        private List<BusinessCondition> Conditions()
        {
            var conditions = new List<BusinessCondition> { Condition() };
            while (IsName("and"))
            {
                _at++;
                conditions.Add(Condition());
            }

            return conditions;
        }

        private BusinessCondition Condition()
        {
            var column = Name("a column");
            if (IsName("in") || (IsName("not") && tokens[_at + 1] is { Kind: TokenKind.Name, Text: "in" }))
            {
                var kind = IsName("in") ? ConditionKind.In : ConditionKind.NotIn;
                _at += kind == ConditionKind.In ? 1 : 2;
                Want("(");
                var values = new List<string> { Value() };
                while (Take(",")) values.Add(Value());
                Want(")");
                return new BusinessCondition(column, kind, values);
            }

            if (IsName("is"))
            {
                _at++;
                var state = Name("known or missing");
                return state switch
                {
                    "known" => new BusinessCondition(column, ConditionKind.Known, []),
                    "missing" => new BusinessCondition(column, ConditionKind.Missing, []),
                    _ => throw new ExpressionException(tokens[_at - 1].Place, $"'is' asks for known or missing, not '{state}'"),
                };
            }

            var comparison = Now.Kind == TokenKind.Sign ? Now.Text : "";
            ConditionKind? found = comparison switch
            {
                "=" => ConditionKind.In, "!=" => ConditionKind.NotIn, "<" => ConditionKind.Less, "<=" => ConditionKind.AtMost,
                ">" => ConditionKind.Greater, ">=" => ConditionKind.AtLeast, _ => null,
            };
            if (found is not { } how) throw new ExpressionException(Now.Place, $"after '{column}' a comparison is wanted: =, !=, <, <=, >, >=, in (...), is known, is missing");
            _at++;
            var place = Now.Place;
            var value = Value();
            if (how is not (ConditionKind.In or ConditionKind.NotIn) && !double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _))
                throw new ExpressionException(place, $"{comparison} compares with a number, not with '{value}'");
            return new BusinessCondition(column, how, [value]);
        }

        private string Value()
        {
            var sign = Take("-") ? "-" : "";
            if (Now.Kind == TokenKind.Number) return sign + tokens[_at++].Text;
            if (sign.Length == 0 && Now.Kind is TokenKind.Name or TokenKind.Text) return tokens[_at++].Text;
            throw new ExpressionException(Now.Place, "a value is wanted");
        }

        private string Name(string what) => Now.Kind is TokenKind.Name or TokenKind.Text
            ? tokens[_at++].Text
            : throw new ExpressionException(Now.Place, $"{what} is wanted{(Now.Kind == TokenKind.End ? " before the end" : $", not '{Now.Text}'")}");

        private bool IsName(string name) => Now.Kind == TokenKind.Name && string.Equals(Now.Text, name, StringComparison.Ordinal);

        private bool Take(string sign)
        {
            if (Now.Kind != TokenKind.Sign || Now.Text != sign) return false;
            _at++;
            return true;
        }

        private void Want(string sign)
        {
            if (!Take(sign)) throw new ExpressionException(Now.Place, $"'{sign}' is wanted{(Now.Kind == TokenKind.End ? " before the end" : $", not '{Now.Text}'")}");
        }

        private void End()
        {
            if (Now.Kind != TokenKind.End) throw new ExpressionException(Now.Place, $"'{Now.Text}' is too much; allowed: {Allowed}");
        }
    }
}
