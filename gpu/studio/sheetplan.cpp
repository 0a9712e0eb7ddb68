// Which picture belongs where on a contact sheet.
#include "gpu/studio/contactsheet.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::studio {

using namespace Qt::StringLiterals;
using recipe::GenerationRequest;

namespace {

constexpr qsizetype OneRowMax = 10; ///< more pictures that differ in one setting are broken into rows

constexpr std::array<QStringView, 12> Settings = {u"model",     u"prompt",      u"size",     u"steps",
                                                  u"sampler",   u"scheduler",   u"guidance", u"strength",
                                                  u"clip_skip", u"lora_weight", u"source",   u"seed"};

bool isNumber(QStringView setting)
{
    static constexpr std::array<QStringView, 6> numbers = {u"seed",     u"steps",     u"guidance",
                                                           u"strength", u"clip_skip", u"lora_weight"};
    return std::find(numbers.begin(), numbers.end(), setting) != numbers.end();
}

QString valueOf(const GenerationRequest &request, QStringView setting)
{
    if (setting == u"model")
        return request.model.name.isEmpty() ? request.model.sha256.left(12) : request.model.name;
    if (setting == u"prompt")
        return request.negative.isEmpty() ? request.prompt : request.prompt + u" − "_s + request.negative;
    if (setting == u"size")
        return u"%1 × %2"_s.arg(request.width).arg(request.height);
    if (setting == u"steps")
        return QString::number(request.steps);
    if (setting == u"sampler")
        return recipe::samplerTitle(request.sampler);
    if (setting == u"scheduler")
        return recipe::schedulerTitle(request.scheduler);
    if (setting == u"guidance")
        return QString::number(request.guidance);
    if (setting == u"strength")
        return request.initImage.isEmpty() ? QString() : QString::number(request.strength);
    if (setting == u"clip_skip")
        return request.clipSkip == 0 ? QString() : QString::number(request.clipSkip);
    if (setting == u"lora_weight") {
        QStringList weights;
        for (const recipe::LoraRef &lora : request.loras)
            weights += QString::number(lora.weight);
        return weights.join(u' ');
    }
    if (setting == u"source")
        return request.initImage.left(8) + request.mask.left(4);
    return QString::number(request.seed);
}

/// Of texts that begin and end alike only what differs, in whole words.
QStringList differing(const QStringList &texts)
{
    const QString &first = texts.constFirst();
    qsizetype before = first.size();
    qsizetype behind = first.size();
    for (const QString &text : texts) {
        qsizetype same = 0;
        while (same < std::min(before, text.size()) && text[same] == first[same])
            ++same;
        before = same;
        same = 0;
        while (same < std::min(behind, text.size()) && text[text.size() - 1 - same] == first[first.size() - 1 - same])
            ++same;
        behind = same;
    }
    before = first.left(before).lastIndexOf(u' ') + 1;
    const qsizetype space = first.right(behind).indexOf(u' ');
    behind = space < 0 ? 0 : behind - space;
    QStringList out;
    for (const QString &text : texts) {
        const qsizetype end = std::max(before, text.size() - behind);
        const QString part = text.mid(before, end - before).trimmed();
        out += part.isEmpty() ? u"–"_s : part;
    }
    return out;
}

QStringList distinct(const QList<GenerationRequest> &requests, QStringView setting)
{
    QStringList values;
    for (const GenerationRequest &request : requests) {
        const QString value = valueOf(request, setting);
        if (!values.contains(value))
            values += value;
    }
    if (isNumber(setting)) {
        std::stable_sort(values.begin(), values.end(),
                         [](const QString &a, const QString &b) { return a.toDouble() < b.toDouble(); });
    }
    return values;
}

/// False: two pictures would share a cell, or most cells would stay empty.
bool place(SheetPlan &plan, const QList<GenerationRequest> &requests)
{
    const auto at = [](const SheetAxis &axis, const GenerationRequest &request) {
        return axis.setting.isEmpty() ? qsizetype(0) : axis.values.indexOf(valueOf(request, axis.setting));
    };
    plan.columns = int(std::max(qsizetype(1), plan.x.values.size()));
    plan.rows = int(std::max(qsizetype(1), plan.y.values.size()));
    const qsizetype count = qsizetype(plan.columns) * plan.rows;
    if (count > SheetCellsMax || count > 2 * requests.size())
        return false;
    plan.cells.fill(-1, count);
    for (qsizetype i = 0; i < requests.size(); ++i) {
        qsizetype &cell = plan.cells[at(plan.y, requests[i]) * plan.columns + at(plan.x, requests[i])];
        if (cell >= 0)
            return false;
        cell = i;
    }
    return true;
}

void list(SheetPlan &plan, const QList<GenerationRequest> &requests, const QStringList &varied)
{
    plan.x = {};
    plan.y = {};
    QHash<QString, QString> prompts;
    if (varied.contains(u"prompt"_s)) {
        plan.prompt.clear(); // that of the first is no title for the others
        const QStringList whole = distinct(requests, u"prompt");
        const QStringList parts = differing(whole);
        for (qsizetype i = 0; i < whole.size(); ++i)
            prompts.insert(whole[i], parts[i]);
    }
    plan.columns = int(std::ceil(std::sqrt(double(requests.size()))));
    plan.rows = int((requests.size() + plan.columns - 1) / plan.columns);
    plan.cells.fill(-1, qsizetype(plan.columns) * plan.rows);
    for (qsizetype i = 0; i < requests.size(); ++i) {
        plan.cells[i] = i;
        QList<std::pair<QString, QString>> caption;
        for (const QString &setting : varied) {
            const QString value = valueOf(requests[i], setting);
            caption.append({setting, setting == u"prompt" ? prompts.value(value, value) : value});
        }
        plan.captions.append(caption);
    }
}

} // namespace

Result<SheetPlan> planSheet(const QList<GenerationRequest> &requests)
{
    if (requests.isEmpty())
        return failure(errors::StudioSheetEmpty);
    if (requests.size() > SheetCellsMax)
        return failure(errors::TooLarge, {{u"what"_s, u"sheet"_s}, {u"limit"_s, int(SheetCellsMax)}});
    SheetPlan plan;
    plan.prompt = requests.constFirst().prompt;
    QStringList varied;
    for (const QStringView setting : Settings) {
        const QStringList values = distinct(requests, setting);
        if (values.size() > 1)
            varied += setting.toString();
        else if (setting != u"prompt" && setting != u"source" && !values.constFirst().isEmpty())
            plan.shared.append({setting.toString(), values.constFirst()});
    }
    bool isPlaced = false;
    if (varied.size() == 1 || varied.size() == 2) {
        // Drawn row by row: what changed between the first two goes along the row.
        QString along = varied.constFirst();
        for (const QString &setting : std::as_const(varied)) {
            if (valueOf(requests[0], setting) != valueOf(requests[1], setting))
                along = setting;
        }
        plan.x = {along, distinct(requests, along)};
        if (varied.size() == 2) {
            const QString &down = varied[along == varied[0] ? 1 : 0];
            plan.y = {down, distinct(requests, down)};
        }
        isPlaced = (plan.isGrid() || plan.x.values.size() <= OneRowMax) && place(plan, requests);
    }
    if (!isPlaced) {
        list(plan, requests, varied);
        return plan;
    }
    for (SheetAxis *axis : {&plan.x, &plan.y}) {
        if (axis->setting == u"prompt")
            axis->values = differing(axis->values);
    }
    return plan;
}

} // namespace ain::studio
