#include "ui/pages/studio/modelwork.h"

#include "ui/format.h"
#include "ui/text/errortext.h"
#include "ui/widgets/make.h"

#include <QProgressBar>

namespace ain::ui {

using namespace Qt::StringLiterals;

struct ModelWorkView::Row {
    QString id;
    QWidget *widget = nullptr;
    TextLabel *words = nullptr;
    QProgressBar *bar = nullptr;
    QPushButton *stop = nullptr;
};

ModelWorkView::ModelWorkView(Context &context, QWidget *parent)
    : View(parent), m_context(context), m_column(makeColumn(this, 8))
{
    connect(&context.backends.studio, &StudioBackend::modelWorkChanged, this, &ModelWorkView::write);
    onLanguage([this] { write(); });
}

ModelWorkView::~ModelWorkView() = default;

void ModelWorkView::write()
{
    const auto work = m_context.backends.studio.modelWork();
    while (m_rows.size() > std::size_t(work.size())) {
        m_rows.back()->widget->deleteLater();
        m_rows.pop_back();
    }
    while (m_rows.size() < std::size_t(work.size())) {
        auto row = std::make_unique<Row>();
        row->widget = new QWidget(this);
        auto *line = makeRow(row->widget, 12);
        auto *left = makeColumn(nullptr, 4);
        row->words = new TextLabel(row->widget, "small");
        row->bar = new QProgressBar(row->widget);
        row->bar->setTextVisible(false);
        row->bar->setRange(0, 1000);
        row->stop = makeButton(row->widget, ButtonKind::Small);
        left->addWidget(row->words);
        left->addWidget(row->bar);
        line->addLayout(left, 1);
        line->addWidget(row->stop);
        m_column->addWidget(row->widget);
        connect(row->stop, &QPushButton::clicked, this,
                [this, known = row.get()] { m_context.backends.studio.cancelModelWork(known->id); });
        m_rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const ModelWork &item = work.at(qsizetype(i));
        Row &row = *m_rows[i];
        row.id = item.id;
        const QString amount = item.total > 0 ? tr("%1 of %2").arg(Format::bytes(item.done), Format::bytes(item.total))
                                              : Format::bytes(item.done);
        const QString what = item.isDownload ? tr("Downloading %1").arg(item.name) : tr("Checking %1").arg(item.name);
        row.words->setText(item.error ? what + u" · "_s + text::errorSentence(*item.error) : what + u" · "_s + amount);
        row.bar->setValue(item.total > 0 ? int(item.done * 1000 / item.total) : 0);
        row.bar->setVisible(!item.error);
        row.bar->setAccessibleName(what);
        row.stop->setText(item.error ? tr("Close") : tr("Stop"));
        row.stop->setAccessibleName(item.error ? tr("Close: %1").arg(what) : tr("Stop: %1").arg(what));
    }
    setVisible(!work.isEmpty());
}

} // namespace ain::ui
