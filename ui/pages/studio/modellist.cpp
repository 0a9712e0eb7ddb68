#include "ui/pages/studio/modellist.h"

#include "ui/studiotext.h"
#include "ui/widgets/prooflamp.h"

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = 52;
constexpr int BadgeWidth = 140;
constexpr QSize UsualSize(512, 512);
} // namespace

ModelListModel::ModelListModel(StudioBackend &backend, QObject *parent) : QAbstractListModel(parent), m_backend(backend)
{
    connect(&backend, &StudioBackend::modelsChanged, this, &ModelListModel::reload);
    reload();
}

void ModelListModel::reload()
{
    QList<models::Model> next = m_backend.models();
    const bool isSame = std::equal(next.cbegin(), next.cend(), m_models.cbegin(), m_models.cend(),
                                   [](const models::Model &a, const models::Model &b) { return a.id == b.id; });
    if (isSame) {
        m_models = std::move(next);
        retranslate();
        return;
    }
    beginResetModel();
    m_models = std::move(next);
    endResetModel();
}

void ModelListModel::retranslate()
{
    if (!m_models.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_models.size()) - 1));
}

int ModelListModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_models.size()); }

QVariant ModelListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_models.size())
        return {};
    const models::Model &model = m_models.at(index.row());
    const bool isBroken = !StudioText::unusable(model).isEmpty();
    const bool draws = model.kind == models::Kind::Checkpoint || model.kind == models::Kind::DiffusionPart;
    const bool isTight = draws && !isBroken && !m_backend.fit(model, UsualSize).fits;
    switch (role) {
    case Qt::DisplayRole: return model.name;
    case IdRole: return model.id;
    case SubtitleRole:
        return QStringList{StudioText::kind(model.kind), model.family, model.weightType, Format::bytes(model.bytes)}
            .filter(QRegularExpression(u"."_s))
            .join(u" · "_s);
    case BadgeRole:
        if (isBroken)
            return model.isMissing ? tr("file is gone") : tr("can’t be used");
        return isTight ? tr("does not fit") : StudioText::verified(model.verified);
    case ToneRole: return int(isBroken || isTight ? Tone::Bad : StudioText::verifiedTone(model.verified));
    case Qt::ToolTipRole: return model.path;
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(model.name, index.data(SubtitleRole).toString(), index.data(BadgeRole).toString());
    default: return {};
    }
}

ModelDelegate::ModelDelegate(Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {240, RowHeight};
}

void ModelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.accentSoft);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, -2, -1), 8, 8);
    }
    const int left = option.rect.left() + 10;
    const int width = option.rect.width() - BadgeWidth - 24;
    painter->setFont(Theme::font(14));
    painter->setPen(tokens.text);
    painter->drawText(QRect(left, option.rect.top() + 6, width, 20), Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, width));
    painter->setFont(Theme::font(12));
    painter->setPen(tokens.muted);
    painter->drawText(
        QRect(left, option.rect.top() + 27, width, 18), Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(index.data(ModelListModel::SubtitleRole).toString(), Qt::ElideRight, width));
    const auto tone = Tone(index.data(ModelListModel::ToneRole).toInt());
    const LampShape shape = tone == Tone::Ok ? LampShape::Full
        : tone == Tone::Bad                  ? LampShape::Cross
        : tone == Tone::Warn                 ? LampShape::Ring
                                             : LampShape::Diamond;
    paintPill(*painter, QRect(option.rect.right() - BadgeWidth - 10, option.rect.top(), BadgeWidth, RowHeight),
              Qt::AlignRight, index.data(ModelListModel::BadgeRole).toString(), shape, tokens, tone);
    painter->restore();
}

} // namespace ain::ui
