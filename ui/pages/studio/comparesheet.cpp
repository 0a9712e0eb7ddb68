#include "ui/pages/studio/comparesheet.h"

#include "ui/studiotext.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"

#include <QHash>

namespace ain::ui {

using namespace Qt::StringLiterals;

CompareSheet::CompareSheet(Context &context, QWidget *owner) : Sheet(context, owner), m_differences(new TextLabel(this))
{
    setCardWidth(960);
    auto *row = makeRow(nullptr, 16);
    for (int i = 0; i < 2; ++i) {
        m_images[i] = new ImageView(context.theme, this);
        m_images[i]->setFixedHeight(360);
        m_words[i] = new TextLabel(this, "muted");
        auto *column = makeColumn(nullptr, 8);
        column->addWidget(m_images[i]);
        column->addWidget(m_words[i]);
        row->addLayout(column, 1);
    }
    body()->addLayout(row);
    body()->addWidget(m_differences);
    onLanguage([this] { write(); });
}

QString CompareSheet::differences() const { return m_differences->plainText(); }

void CompareSheet::show(qint64 left, qint64 right)
{
    m_ids[0] = left;
    m_ids[1] = right;
    m_pictures.clear();
    StudioBackend &studio = m_context.backends.studio;
    for (int i = 0; i < 2; ++i) {
        m_images[i]->setImage({});
        const qint64 id = m_ids[i];
        studio.pictureImage(id, {1024, 1024}).then(this, [this, i, id](const Result<QImage> &image) {
            if (image && m_ids[i] == id)
                m_images[i]->setImage(*image);
        });
    }
    studio.pictures({left, right}).then(this, [this, left, right](const Result<QList<StudioPicture>> &pictures) {
        if (!pictures || m_ids[0] != left || m_ids[1] != right)
            return;
        m_pictures = *pictures;
        write();
    });
    write();
    open();
}

void CompareSheet::write()
{
    setTitle(tr("Compare"));
    const auto find = [this](qint64 id) -> const StudioPicture * {
        for (const StudioPicture &picture : std::as_const(m_pictures)) {
            if (picture.id == id)
                return &picture;
        }
        return nullptr;
    };
    QHash<QString, QString> facts[2];
    QStringList order;
    for (int i = 0; i < 2; ++i) {
        const StudioPicture *picture = find(m_ids[i]);
        m_words[i]->setText(picture != nullptr ? tr("Picture %1: %2").arg(m_ids[i]).arg(picture->prompt) : QString());
        m_images[i]->setAccessibleName(tr("Picture %1").arg(m_ids[i]));
        if (picture == nullptr || !picture->request)
            continue;
        facts[i].insert(tr("Prompt"), picture->prompt);
        facts[i].insert(tr("Left out"), picture->negative);
        for (const auto &[name, value] : StudioText::facts(*picture->request)) {
            facts[i][name] += (facts[i].contains(name) ? u", "_s : QString()) + value;
            if (!order.contains(name))
                order += name;
        }
    }
    order.prepend(tr("Left out"));
    order.prepend(tr("Prompt"));
    QStringList lines;
    for (const QString &name : std::as_const(order)) {
        const QString left = facts[0].value(name);
        const QString right = facts[1].value(name);
        if (left != right)
            lines += tr("%1: %2 → %3").arg(name, left.isEmpty() ? u"–"_s : left, right.isEmpty() ? u"–"_s : right);
    }
    m_differences->setText(m_pictures.isEmpty()  ? QString()
                               : lines.isEmpty() ? tr("Their recipes are the same.")
                                                 : lines.join(u'\n'));
    fit();
}

} // namespace ain::ui
