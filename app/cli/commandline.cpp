#include "app/cli/commandline.h"

#include "core/json/number.h"

#include <algorithm>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

const QList<Option> &globalOptions()
{
    static const QList<Option> options{
        {u"data"_s, u"DIR"_s, QT_TRANSLATE_NOOP("Cli", "data directory (vault, images, practice network)")},
        {u"network"_s, u"NAME|URL"_s, QT_TRANSLATE_NOOP("Cli", "practice, testnet, mainnet or the address of a node")},
        {u"json"_s, {}, QT_TRANSLATE_NOOP("Cli", "one line of JSON; errors as {\"error\":{\"code\",\"message\"}}")},
        {u"password-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "password of the vault")},
        {u"password-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "password of the vault, from an open descriptor")},
        {u"lang"_s, u"en|ko"_s, QT_TRANSLATE_NOOP("Cli", "language of help and messages; the system's by default")},
        {u"help"_s, {}, QT_TRANSLATE_NOOP("Cli", "help, also after a command")},
        {u"version"_s, {}, QT_TRANSLATE_NOOP("Cli", "version")},
    };
    return options;
}

const Option *findOption(const QList<Option> &options, const QString &name)
{
    const auto it = std::find_if(options.begin(), options.end(), [&](const Option &o) { return o.name == name; });
    return it != options.end() ? &*it : nullptr;
}

/// The command with the longest name that the words begin with.
const Command *matchCommand(const QStringList &words, const QList<Command> &commands)
{
    const Command *best = nullptr;
    qsizetype bestWords = 0;
    for (const Command &command : commands) {
        const QStringList name = command.name.split(u' ');
        if (name.size() > bestWords && words.mid(0, name.size()) == name) {
            best = &command;
            bestWords = name.size();
        }
    }
    return best;
}

Result<> applyGlobal(GlobalOptions &global, CommandLine &line, const QString &name, const QString &value)
{
    if ((name == u"data" || name == u"network") && value.isEmpty())
        return usageError(u"--"_s + name);
    if (name == u"data") {
        global.dataDirectory = value;
    } else if (name == u"network") {
        global.network = value;
    } else if (name == u"json") {
        global.json = true;
    } else if (name == u"password-file") {
        global.passwordFile = value;
    } else if (name == u"password-fd") {
        bool ok = false;
        global.passwordFd = value.toInt(&ok);
        if (!ok || global.passwordFd < 0)
            return usageError(u"--password-fd N"_s);
    } else if (name == u"lang") {
        if (value != u"en" && value != u"ko")
            return usageError(u"--lang en|ko"_s);
    } else if (name == u"help") {
        line.wantsHelp = true;
    } else if (name == u"version") {
        line.wantsVersion = true;
    }
    return {};
}

QString optionLine(const Option &option)
{
    const QString left = u"--"_s + option.name + (option.value.isEmpty() ? QString() : u" "_s + option.value);
    return u"  %1 %2\n"_s.arg(left, -30).arg(translated(option.help));
}

QString optionText(const QString &name) { return u"--"_s + name; }

/// Two options that say different things, or one that says nothing without another: nobody can tell which was meant.
Result<> checkCombination(const QStringList &given, const Command *command)
{
    QList<QStringList> exclusive;
    QList<QStringList> dependent;
    if (command != nullptr) {
        exclusive = command->exclusive;
        dependent = command->dependent;
    }
    for (const QString &name : given) {
        if (name.endsWith(u"-file"))
            exclusive += QStringList{name, name.chopped(5) + u"-fd"_s};
    }
    for (const QStringList &group : std::as_const(exclusive)) {
        QStringList found;
        for (const QString &name : group) {
            if (given.contains(name))
                found += optionText(name);
        }
        if (found.size() > 1) {
            return usageError(
                translated(QT_TRANSLATE_NOOP("Cli", "%1 and %2 exclude each other")).arg(found.at(0), found.at(1)));
        }
    }
    for (const QStringList &pair : std::as_const(dependent)) {
        if (given.contains(pair.at(0)) && !given.contains(pair.at(1))) {
            return usageError(translated(QT_TRANSLATE_NOOP("Cli", "%1 means something only with %2"))
                                  .arg(optionText(pair.at(0)), optionText(pair.at(1))));
        }
    }
    return {};
}

QString usageLine(const Command &command)
{
    QString line = u"ain-studio-cli [options] "_s + command.name;
    if (!command.arguments.isEmpty())
        line += u' ' + command.arguments;
    return line;
}

QString roff(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    return text.startsWith(u'.') || text.startsWith(u'\'') ? u"\\&"_s + text : text;
}

QString scalarText(const json::Value &value)
{
    if (value.isString()) {
        // Names come from users and nodes: no line of theirs may pass for one of ours, nor move the cursor.
        QString text = value.toString();
        for (QChar &c : text) {
            if (c.category() == QChar::Other_Control)
                c = QChar::ReplacementCharacter;
        }
        return text;
    }
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    if (value.isNumber())
        return json::numberText(value.toDouble());
    return u"–"_s;
}

void render(QString &out, const json::Value &value, int indent)
{
    const QString margin(2 * indent, u' ');
    if (value.isObject()) {
        qsizetype width = 0;
        for (const auto &[key, member] : value.object())
            width = std::max(width, key.size());
        for (const auto &[key, member] : value.object()) {
            const bool nested =
                (member.isObject() && !member.object().isEmpty()) || (member.isArray() && !member.array().empty());
            out += margin + (nested ? key + u":\n"_s : key.leftJustified(width + 2));
            if (nested)
                render(out, member, indent + 1);
            else
                out += scalarText(member) + u'\n';
        }
    } else if (value.isArray()) {
        bool first = true;
        for (const auto &element : value.array()) {
            if (element.isObject() && !first)
                out += u'\n';
            first = false;
            if (element.isObject() || element.isArray())
                render(out, element, indent);
            else
                out += margin + scalarText(element) + u'\n';
        }
    } else {
        out += margin + scalarText(value) + u'\n';
    }
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments, const QList<Command> &commands)
{
    // Which words are values of options depends on the command, and the command is among the words: global options
    // are known beforehand, so the command is found first.
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == u"--")
            break;
        if (!argument.startsWith(u"--")) {
            words += argument;
            continue;
        }
        const Option *option = findOption(globalOptions(), argument.mid(2));
        if (option != nullptr && !option->value.isEmpty())
            ++i;
    }
    CommandLine line;
    line.command = matchCommand(words, commands);

    words.clear();
    QStringList given;
    QStringList descriptors;
    bool optionsEnded = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (optionsEnded || !argument.startsWith(u"--")) {
            words += argument;
            continue;
        }
        if (argument == u"--") {
            optionsEnded = true;
            continue;
        }
        if (argument == u"--man-page") {
            line.wantsManPage = true;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        const Option *global = findOption(globalOptions(), name);
        const Option *own = line.command != nullptr ? findOption(line.command->options, name) : nullptr;
        const Option *option = global != nullptr ? global : own;
        if (option == nullptr)
            return usageError(argument);
        QString value;
        if (option->value.isEmpty() && equals >= 0)
            return usageError(argument);
        if (!option->value.isEmpty()) {
            if (equals < 0 && i + 1 >= arguments.size())
                return usageError(u"--%1 %2"_s.arg(option->name, option->value));
            value = equals < 0 ? arguments.at(++i) : argument.mid(equals + 1);
            if (given.contains(name) && !option->isRepeatable)
                return usageError(
                    translated(QT_TRANSLATE_NOOP("Cli", "%1 is given more than once")).arg(optionText(name)));
        }
        // A descriptor gives its content once: the second secret would be empty.
        if (name.endsWith(u"-fd")) {
            if (descriptors.contains(value)) {
                return usageError(
                    translated(QT_TRANSLATE_NOOP("Cli", "two secrets can't come from one descriptor (%1)")).arg(value));
            }
            descriptors += value;
        }
        given += name;
        if (global != nullptr) {
            if (const auto applied = applyGlobal(line.global, line, name, value); !applied)
                return failure(applied.error());
        } else {
            line.invocation.options.insert(name, value);
        }
    }
    if (line.command == nullptr) {
        if (!words.isEmpty() && !line.wantsHelp)
            return usageError(words.mid(0, 2).join(u' '));
        return line;
    }
    if (!line.wantsHelp) {
        if (const auto checked = checkCombination(given, line.command); !checked)
            return failure(checked.error());
    }
    line.invocation.arguments = words.mid(line.command->name.count(u' ') + 1);
    const auto count = line.invocation.arguments.size();
    if (!line.wantsHelp && (count < line.command->minArguments || count > line.command->maxArguments))
        return usageError(usageLine(*line.command));
    return line;
}

QString overviewHelp(const QList<Command> &commands)
{
    QString text = translated(QT_TRANSLATE_NOOP("Cli", "Usage: %1")).arg(u"ain-studio-cli [options] COMMAND"_s)
        + u"\n\n"_s + translated(QT_TRANSLATE_NOOP("Cli", "Commands:")) + u'\n';
    for (const Command &command : commands)
        text += u"  %1 %2\n"_s.arg(command.name, -20).arg(translated(command.summary));
    text += u'\n' + translated(QT_TRANSLATE_NOOP("Cli", "Options:")) + u'\n';
    for (const Option &option : globalOptions())
        text += optionLine(option);
    return text;
}

QString commandHelp(const Command &command)
{
    QString text = translated(QT_TRANSLATE_NOOP("Cli", "Usage: %1")).arg(usageLine(command)) + u"\n\n"_s
        + translated(command.summary) + u'\n';
    if (!command.options.isEmpty()) {
        text += u'\n' + translated(QT_TRANSLATE_NOOP("Cli", "Options:")) + u'\n';
        for (const Option &option : command.options)
            text += optionLine(option);
    }
    text += u'\n' + translated(QT_TRANSLATE_NOOP("Cli", "General options:")) + u'\n';
    for (const Option &option : globalOptions())
        text += optionLine(option);
    return text;
}

QString manPage(const QList<Command> &commands)
{
    QString text = u".SH %1\n"_s.arg(translated(QT_TRANSLATE_NOOP("Cli", "OPTIONS")));
    const auto options = [&](const QList<Option> &list) {
        for (const Option &option : list) {
            text += u".TP\n.B \\-\\-%1%2\n%3\n"_s.arg(roff(option.name),
                                                      option.value.isEmpty() ? QString() : u" "_s + roff(option.value),
                                                      roff(translated(option.help)));
        }
    };
    options(globalOptions());
    text += u".SH %1\n"_s.arg(translated(QT_TRANSLATE_NOOP("Cli", "COMMANDS")));
    for (const Command &command : commands) {
        text += u".SS %1\n%2\n"_s.arg(roff((command.name + u' ' + command.arguments).trimmed()),
                                      roff(translated(command.summary)));
        options(command.options);
    }
    return text;
}

QString renderText(const json::Value &value)
{
    QString out;
    render(out, value, 0);
    return out;
}

} // namespace ain::cli
