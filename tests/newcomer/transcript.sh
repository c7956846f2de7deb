# What somebody typed who had read the handbook only: a site about an invented event, from an
# empty folder to a clean build. Three sources in two languages, twelve quotations, three terms,
# two countries and two operations, a place, a timeline, a disagreement, a correction.
# tests/test_newcomer.py runs each command by itself, in this order; `# exit 1` behind one says
# that it tells of a mistake, and all others end with 0.

explainer new site buoy --title "The Buoy File" --publisher "Harbour Desk" --contact corrections@buoy-file.example
cd buoy
rm -r content/sources/example-* content/glossary/example-* content/archive/example-* content/stories/example-story

# The sources, and copies of them.
explainer new source --id post --title "The buoy that sang" --publisher "The Harbour Post" --date "2 April 2031" --url https://harbour-post.example/buoy  # exit 2
explainer new source --id post --title "The buoy that sang" --publisher "The Harbour Post" --date 2031-04-02 --url https://harbour-post.example/buoy
explainer new source --id wire --title "Singing buoy found: crew of four hears it first" --publisher "The Morning Sail" --kind agency-report --date 2031-04-02 --url https://morning-sail.example/0402
explainer new source --id marfa --title "العوامة المغنية تعود إلى الميناء" --publisher "صحيفة المرفأ" --date 2031-06-20 --url https://marfa.example/buoy --language ar
cat > content/archive/post.txt <<'END'
The buoy that sang

A yellow weather buoy that plays music was towed to port on Tuesday, after 40 days adrift.

Malta's harbour office led the search. Fishing boats from Tunisia took part in it.

"We heard it before we saw it," said Greta Pell, the harbour master of Valletta.

The buoy had drifted 310 kilometres. Its lamp was broken, but its loudspeaker played on.
END
cat > content/archive/wire.html <<'END'
<!doctype html>
<html lang="en">
<head><title>Singing buoy found: crew of four hears it first</title></head>
<body>
<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<article>
<h1>Singing buoy found: crew of four hears it first</h1>
<p>VALLETTA (Island Wire) &#8211; A crew of four heard a lost <em>weather buoy</em> before anybody saw it.</p>
<p>The signal station in Valletta passed on every report of music at sea.</p>
<p>&#8220;It was playing a waltz,&#8221; said Tarek Sands, who steered the boat.</p>
<p>Nobody knows who loaded the music.</p>
</article>
<footer>All rights reserved.</footer>
</body>
</html>
END
cat > content/archive/marfa.txt <<'END'
العوامة المغنية تعود إلى الميناء

عادت العوامة المغنية إلى البحر في يونيو، وكانت قد تاهت ٣٨ يوما.

وقادت هيئة الموانئ التونسية البحث الثاني، وقدمت مالطا تسجيلات الصوت.

وقالت سلمى البحري، مهندسة الهيئة: «سمعناها قبل أن نراها».
END

# The quotations: found in the copies, added by name, and written by hand.
explainer quote --source post --id post-40 --yes "after 40 days adrift"
explainer quote --source post --id post-led --yes "Malta's harbour office led the search"
explainer quote --id post-heard --speaker "Greta Pell" --role "the harbour master of Valletta" --yes "We heard it before we saw it"
explainer quote --id post-drifted --yes "The buoy had drifted 310 kilometers"  # exit 1
explainer quote --id wire-station --yes The signal station in Valletta passed on every report of music at sea
explainer quote --id wire-waltz --speaker "Tarek Sands" --role "who steered the boat" --yes "It was playing a waltz"
explainer quote --id marfa-38 --yes "وكانت قد تاهت ٣٨ يوما"
explainer quote --id marfa-heard --speaker "سلمى البحري" --role "مهندسة الهيئة" --yes "سمعناها قبل أن نراها"
explainer new quotation --source marfa --id marfa-led --exact "وقادت هيئة الموانئ التونسية البحث الثاني"
cat >> content/sources/post.yml <<'END'
  - id: post-boats
    exact: Fishing boats from Tunisia took part in it
  - id: post-drifted
    exact: The buoy had drifted 310 kilometres
END
cat >> content/sources/wire.yml <<'END'
  - id: wire-nobody
    exact: Nobody knows who loaded the music
END
cat >> content/sources/marfa.yml <<'END'
  - id: marfa-sound
    exact: وقدمت مالطا تسجيلات الصوت
    translation: and Malta supplied recordings of the sound
END

# What is in another language than the site's is translated.
sed -i 's/^\( *\)exact: .*٣٨ يوما.*$/&\n\1translation: and it had been lost for 38 days/' content/sources/marfa.yml
sed -i 's/^\( *\)exact: .*سمعناها قبل أن نراها.*$/&\n\1translation: we heard it before we saw it/' content/sources/marfa.yml
sed -i 's/^\( *\)exact: .*وقادت هيئة الموانئ التونسية.*$/&\n\1translation: and the Tunisian ports authority led the second search/' content/sources/marfa.yml

# The glossary.
explainer new term --term "weather buoy" --definition "A float that measures wind and waves. [editor]"
explainer new term --term "signal station" --kind place --definition "It passed on what was heard at sea. [@wire-station]"
explainer new term --term "harbour office" --kind organisation --definition "The authority of Malta that led the first search. [@post-led]"

# The story, with mistakes in it.
explainer new story --id singing-buoy --title "The buoy that sang" --published 2031-06-22
cat > content/stories/singing-buoy/story.yml <<'END'
title: The buoy that sang
status: published
published: 2031-06-22
updated: 23 June 2031
standfirst: |
  A weather buoy that plays music drifted for weeks. [@post-40; @marfa-38]
key_points: |
  Two searches were led by two countries. [@post-led; @marfa-led] [derived: counted]
  Nobody knows who loaded the music. [@wire-nobody]
sections:
  - id: first-search
    title: The first search
    body: |
      The harbour office of Malta led the first search. [@post-led]
      Fishing boats from Tunisia took part. [@post-bots]
      The signal station passed on every report. [@wire-station]
      “We heard it before we saw it,” said Greta Pell. [@post-heard]
      “It was playing a waltz,” said Tarek Sands, who steered the boat. [@wire-waltz]
      The buoy drifted 310 kilometres, which is 193 miles. [@post-drifted]
  - id: second-search
    title: The second search
    body: |
      In June the Tunisian ports authority led the second search. [@marfa-led]
      Malta supplied recordings. [@marfa-sound]
      “سمعناها قبل أن نراها”, its engineer said. [@marfa-heard]
events:
  - id: towed
    date: 2031-04-01
    title: The buoy is towed to port
    operation: search-one
    text: |
      The buoy was towed to port after 40 days. [@post-40]
  - id: lost-again
    date: 2031-06
    title: The second search
    operation: search-two
    text: |
      The ports authority of Tunisia led the search. [@marfa-led]
operations:
  - id: search-one
    name: The first search
    date: 2031-04
  - id: search-two
    name: The second search
    date: 2031-06
participations:
  - country: Malta
    operation: search-one
    roles:
      - role: led
        text: |
          Its harbour office led the search. [@post-led]
  - country: TN
    operation: search-one
    roles:
      - role: took-part
        text: |
          Fishing boats took part. [@post-boats]
  - country: TN
    operation: search-two
    roles:
      - role: led
        text: |
          Its ports authority led the search. [@marfa-led]
  - country: MT
    operation: search-two
    roles:
      - role: provided-evidence
        text: |
          It supplied recordings of the sound. [@marfa-sound]
places:
  - id: valletta
    name: The signal station in Valletta
    country: MT
    latitude: 14.51
    longitude: 35.90
    operation: search-one
    text: |
      It passed on every report of music at sea. [@wire-station]
disagreements:
  - id: how-long
    question: How long was it adrift?
    kind: contradiction
    answers:
      - answer: |
          40 days. [@post-40]
      - answer: |
          38 days. [@marfa-38]
    reading: |
      The reports may count from different days.
corrections:
  - date: 2031-06-23
    was: 300 kilometres
    now: 310 kilometres
    why: We had rounded the figure.
END

# A second story, in the other language.
explainer new story --id second-search --title "البحث الثاني" --published 2031-06-23 --language ar
cat > content/stories/second-search/story.yml <<'END'
title: البحث الثاني
language: ar
status: published
published: 2031-06-23
follows: singing-buoy
standfirst: |
  قادت تونس البحث الثاني عن العوامة. [@marfa-led]
key_points: |
  تاهت العوامة ٣٨ يوما. [@marfa-38]
sections:
  - id: search
    title: البحث
    body: |
      قالت سلمى البحري: «سمعناها قبل أن نراها». [@marfa-heard]
END

# What is wrong, fixed by the machine and by hand.
explainer check  # exit 1
explainer fix --prose  # exit 1
explainer fix --prose --write
sed -i 's/193 miles. \[@post-drifted\]/& [derived: 310 × 0.621]/' content/stories/singing-buoy/story.yml
explainer verify --strict
explainer build --strict
