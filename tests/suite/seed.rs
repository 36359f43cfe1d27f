//! The seed résumé, fact by fact as it was given, on the page.

use crate::project::{SEED, pdf};
use crate::reader::read;

const FACTS: &[&str] = &[
    "Shen Zhuoran",
    "cmsflash99@gmail.com | +1 425-428-3693 | cmsflash.github.io | github.com/cmsflash",
    "Work Experience",
    "Google | Seattle, WA, United States",
    "Oct. 2019 – Present",
    "AI Resident | Personal AI, Google Research",
    "Proposed global self-attention networks (GSA-Nets), one of the first to use efficient attention mechanisms to fully replace \
     convolution for computer vision applications. Demonstrated superior trade-offs for accuracy vs. parameters, computation, and \
     latency over CNNs. Prepared a first-author submission to ICLR 2021.",
    "Developed an on-device age detector for privacy-preserving auditing of a federated dataset using cross-dataset distillation.",
    "Tencent | Shenzhen, China",
    "Jul. 2019 – Sep. 2019",
    "Research Intern | Applied Research Center, Platform and Content Group",
    "Proposed the global context module, which effectively and efficiently propagates information through an arbitrarily long \
     video with constant complexity w.r.t. video length and linear complexity w.r.t. resolution. Presented a first-author paper \
     at ECCV 2020.",
    "Developed the first real-time video object segmenter with state-of-the-art accuracy to support an on-device smart video \
     editing feature of WeSee (a TikTok-like app in China with 40M+ DAUs).",
    "SenseTime | Hong Kong",
    "Jun. 2017 – Jun. 2019",
    "Research Intern | Intelligent Perception and Services Team, Smart City Group",
    "Proposed efficient attention, which reduces the memory and computational complexities of the attention mechanism from \
     quadratic to linear. Demonstrated significant improvement in performance-cost trade-offs on a variety of tasks including \
     object detection, instance segmentation, and stereo depth estimation. To present a first-author paper at WACV 2021.",
    "Integrated efficient attention to the BG-wide object detection framework that supports research teams of 100+ people.",
    "Education",
    "The University of Hong Kong | Hong Kong",
    "Sep. 2015 – Jun. 2019",
    "BEng Computer Science | GPA: 3.85/4.30 | standing: 1/111",
    "Projects",
    "BeautyNet | Personal Project",
    "May 2018 – Oct. 2019",
    "Developed the 2nd most popular PyTorch template on GitHub with 180+ stars and high code quality.",
    "Awards",
    "First Runner-up | ACM-HK Programming Contest 2017",
    "Second Runner-up | ACM-ICPC Hong Kong PolyU International Invitational 2017",
    "Publications and Preprint",
    "Shen Z., Zhang M., Zhao H., Yi S., Li H. (2021). Efficient Attention: Attention with Linear Complexities. WACV 2021.",
    "Shen Z., I. Bello, R. Vemulapalli, Jia X., Chen C.-H. (2020). Global Self-Attention Networks for Image Recognition. \
     arXiv: 2010.03019.",
    "Li Y.*, Shen Z.*, Shan Y. (2020). Fast Video Object Segmentation using the Global Context Module. ECCV 2020. \
     *Equal contribution.",
    "Skills",
    "Languages: Python, C, C++, Java, Shell script, Markdown, LaTeX",
    "Technologies: PyTorch, TensorFlow, Keras, Caffe, Git, Slurm, Vim, CUDA, NumPy, OpenCV, Piper, Blaze",
    "Skills: Deep learning, machine learning, computer vision, natural language processing, neural networks",
];

#[test]
fn the_page_carries_every_fact_of_the_seed_in_its_order() {
    let read = read(&pdf(SEED));
    assert_eq!(read.pages, 1);
    let page = read.stream.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = 0;
    for fact in FACTS {
        let at = page[from..].find(fact).unwrap_or_else(|| panic!("`{fact}` is missing after `{}`", &page[..from]));
        from += at + fact.len();
    }
}

#[test]
fn the_persons_own_name_is_bold_among_the_authors_and_terms_are_italic() {
    let runs = crate::project::set(SEED).text_runs();
    let fonts = |text: &str| {
        let matching = runs.iter().filter(|run| run.text.trim() == text);
        matching.map(|run| run.font.as_str()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(fonts("Shen Z.").into_iter().collect::<Vec<_>>(), ["source sans 3 normal 700"]);
    assert_eq!(fonts("global self-attention networks").into_iter().collect::<Vec<_>>(), ["source sans 3 italic 400"]);
}
